/** Family names of one character still borne, from the Hundred Family Names and beyond, no order meant. */
const SINGLE_LIST = '尤王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁余叶蒋杜苏魏吕丁沈任姚卢姜崔钟谭陆汪范廖石贾韦夏傅邹熊薛侯雷龙段郝孔邵史毛顾赖覃康贺严尹钱施洪龚汤陶黎温莫易樊乔殷庄章鲁倪庞邢俞翟蓝聂齐葛柴伍骆焦柳欧祝纪尚毕耿芦左季管符辛苗詹甘靳祁涂裴翁霍阮柯童游阎穆岑戴饶梅盛邱秦江卓丘娄瞿谷冉简沙桂佘卞屠奚应宫祖滕窦岳鲍费廉柏水云郎凤花酆安常乐时皮元卜孟平湛舒屈项杭包诸吉程嵇荣荀惠甄曲封芮储汲邴糜松井富巫乌巴弓牧隗全班仰秋仲伊宁仇栾厉戎景束幸司韶郜蓟薄印宿白怀蒲邰蔺蒙闻党姬申扶堵宰郦雍璩桑濮寿通边燕冀浦晏充慕连茹习宦艾鱼容古慎戈庾终暨居衡步都满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍晁勾敖融冷訾阚那空毋乜养鞠须丰巢关蒯相查后荆红竺权逯盖益桓公仉督万楼麦占付户揭阳练闵苟宗邸车洛丛苑解佟尧麻单虞卫吾於迟原代闫仝昝展邝候粟晋米迮亓干佀马方高金牛向于华路成年商强明山来农支门计牟苍池褚楚狄刁房伏哈海况兰劳励凌茅缪母木钮戚裘帅隋谈危邬武席冼鲜胥宣颜喻臧植谌种鄢银靖位鹿郁信敬冶才'

/** Family names that are also everyday words or parts of them: more evidence is asked of them. */
const AMBIGUOUS = new Set('于向任常成安平文路左时都关应全明东连公师车项边宁代门年商计强查国花水云山阳白古谷牛马方高江金温严程万包通利富广后相益养须空满容居步终红隆越党怀印宿幸司仰班牧井松封惠荣和有解原展单占付户米干曲候充权盖督那华来农支苑宗练牟晋位海种信才银木凤伏储劳母靖鲜')

/** Family names of two characters still borne. */
const DOUBLE = ['欧阳', '上官', '司马', '诸葛', '东方', '尉迟', '令狐', '皇甫', '慕容', '夏侯', '司徒', '公孙', '长孙', '宇文', '端木', '呼延', '司空', '南宫', '东郭', '西门', '独孤', '轩辕', '百里', '澹台', '申屠', '公冶', '宗政', '濮阳', '淳于', '单于', '太叔', '仲孙', '钟离', '闻人', '鲜于', '拓跋', '赫连', '纳兰', '完颜', '叶赫']

const SINGLE = new Set(SINGLE_LIST)
const DOUBLES = new Set(DOUBLE)

/** Length of the family name a text begins with at an offset: 2, 1 or 0. */
export function surnameLength(text: string, at: number): 0 | 1 | 2 {
  if (DOUBLES.has(text.slice(at, at + 2))) return 2
  return SINGLE.has(text[at] ?? '') ? 1 : 0
}

/** A family name that is also an everyday word. */
export const isAmbiguousSurname = (character: string): boolean => AMBIGUOUS.has(character)
