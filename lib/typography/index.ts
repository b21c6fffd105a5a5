export { dayMonth, listedDays, longDate, lunarDate, monthName, weekday } from './dates'
export { phrases, type PhraseContext } from './phrases'
