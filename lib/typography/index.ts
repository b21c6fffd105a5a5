export { dayMonth, intervalText, longDate, lunarDate, monthName, weekday } from './dates'
export { phrases, type PhraseContext } from './phrases'
