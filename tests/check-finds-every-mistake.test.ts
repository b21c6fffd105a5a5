import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { RULES, type RuleName } from '../lib/content'
import { asText, check } from '../lib/desk'
import { folderOf } from './syntheticContent'

const GOOD = '---\ntitle: 云山春耕\ndate: 2020-05-04\n---\n\n今天，云山开始春耕。\n'
const AT = 'issues/2020-05-04/spring.md'

/** A report whose frontmatter has `lines` after the title and date, and this text. */
const report = (lines: string, text = '今天，云山开始春耕。'): string => `---\ntitle: 云山春耕\ndate: 2020-05-04\n${lines === '' ? '' : `${lines}\n`}---\n\n${text}\n`
const body = (text: string): string => report('', text)
const titled = (line: string): string => `---\n${line}\ndate: 2020-05-04\n---\n\n今天，云山开始春耕。\n`
const dated = (line: string): string => `---\ntitle: 云山春耕\n${line}\n---\n\n今天，云山开始春耕。\n`
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

type Case = readonly [what: string, rule: RuleName, line: number, file: string | Uint8Array]

const ENCODING: readonly Case[] = [
  ['GBK', 'encoding-gbk', 1, new Uint8Array(iconv.encode(GOOD, 'gb18030'))],
  ['UTF-16 with BOM', 'encoding-utf16', 1, new Uint8Array(iconv.encode(GOOD, 'utf-16le', { addBOM: true }))],
  ['UTF-16 without BOM', 'encoding-utf16', 1, new Uint8Array(iconv.encode(GOOD, 'utf-16be', { addBOM: false }))],
  ['a file cut in a character', 'encoding-cut', 6, utf8(GOOD.trimEnd()).slice(0, -1)],
  ['a damaged byte', 'encoding-damaged', 6, utf8(GOOD).map((byte, index, all) => (index === all.length - 9 ? 0xff : byte))],
  ['U+FFFD', 'replacement-character', 6, body('今天，云山开始春\ufffd。')],
  ['mojibake from Latin-1', 'mojibake', 6, body('è¡¢æ±Ÿå¼€å§‹æ˜¥è€•')],
  ['mojibake from GBK', 'mojibake', 6, body('锟斤拷锟斤拷')],
  ['NUL', 'nul-character', 6, body('今天\u0000，云山开始春耕。')],
  ['a control character', 'control-character', 6, body('今天\u0007，云山开始春耕。')],
  ['an empty file', 'file-empty', 1, ''],
  ['only white space', 'file-empty', 1, '\n\n  \n'],
  ['a .docx renamed', 'file-word', 1, new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0])],
  ['UTF-16 without BOM that begins with a blank line', 'encoding-utf16', 1, new Uint8Array(iconv.encode(`\n${GOOD}`, 'utf-16le', { addBOM: false }))],
  ['mojibake of UTF-8 read as GBK', 'mojibake', 2, titled(`title: ${iconv.decode(Buffer.from('云山春耕开始'), 'gbk')}`)],
  ['mojibake of GBK read as Latin-1', 'mojibake', 6, body(iconv.encode('今天，云山开始春耕。', 'gbk').toString('latin1'))],
  ['characters that became question marks', 'mojibake', 6, body('????????')],
  ['a zero-width space in the text', 'invisible-character', 6, body('今天\u200b，云山开始春耕。')],
  ['a PDF renamed', 'file-no-text', 1, '%PDF-1.7\n'],
  ['a picture renamed', 'file-no-text', 1, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
  ['a web page saved by Internet Explorer', 'file-web-page', 1, '<!-- saved from url=(0014)about:internet -->\r\n<html><body>云山</body></html>'],
  ['a web archive', 'file-web-page', 1, 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n'],
  ['Word’s XML', 'file-word', 1, '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n'],
  ['a saved web page renamed', 'file-web-page', 1, '<!DOCTYPE html>\n<html><body>云山</body></html>'],
]

const DELIMITERS: readonly Case[] = [
  ['none', 'frontmatter-missing', 1, 'title: 云山春耕\ndate: 2020-05-04\n\n今天。\n'],
  ['unclosed', 'frontmatter-unclosed', 1, '---\ntitle: 云山春耕\ndate: 2020-05-04\n\n今天。\n'],
  ['em dashes', 'frontmatter-dashes', 1, GOOD.replace('---', '———')],
  ['full-width hyphens', 'frontmatter-dashes', 1, GOOD.replace('---', '－－－')],
  ['four hyphens', 'frontmatter-dashes', 1, GOOD.replace('---', '----')],
  ['four hyphens at the end', 'frontmatter-dashes', 4, GOOD.replace('---\n\n', '----\n\n')],
  ['a blank line before', 'frontmatter-leading', 2, `\n${GOOD}`],
  ['a space before', 'frontmatter-leading', 1, ` ${GOOD}`],
  ['minus signs', 'frontmatter-dashes', 1, GOOD.replace('---', '−−−')],
  ['underscores', 'frontmatter-dashes', 1, GOOD.replace('---', '___')],
  ['a full-width space after', 'frontmatter-dashes', 1, GOOD.replace('---\n', '---\u3000\n')],
  ['a space before the closing line', 'frontmatter-dashes', 4, GOOD.replace('---\n\n', ' ---\n\n')],
  ['a zero-width space before', 'frontmatter-leading', 1, `\u200b${GOOD}`],
  ['unclosed, with a line drawn in the text', 'frontmatter-unclosed', 1, '---\ntitle: 云山春耕\ndate: 2020-05-04\n\n今天，云山开始春耕。\n\n---\n\n明天再来。\n'],
  ['a key on the opening line', 'frontmatter-glued', 1, '---title: 云山\ndate: 2020-05-04\n---\n\n今天。\n'],
  ['text glued to the end', 'frontmatter-glued', 4, GOOD.replace('---\n\n', '--- 今天\n\n')],
  ['---js', 'frontmatter-language', 1, '---js\n{ title: process.exit(3) }\n---\n\n今天。\n'],
  ['---json', 'frontmatter-language', 1, '---json\n{"title":"云山"}\n---\n\n今天。\n'],
  ['---constructor', 'frontmatter-language', 1, GOOD.replace('---', '---constructor')],
  ['TOML', 'frontmatter-language', 1, '+++\ntitle = "云山"\n+++\n\n今天。\n'],
]

const YAML: readonly Case[] = [
  ['a full-width colon', 'yaml-fullwidth-colon', 2, titled('title：云山春耕')],
  ['no space after the colon', 'yaml-colon-space', 2, titled('title:云山春耕')],
  ['a full-width space after the colon', 'yaml-colon-space', 2, titled('title:　云山春耕')],
  ['an unclosed quote, blamed where it opens', 'yaml-unclosed-quote', 2, titled('title: "云山春耕')],
  ...['[快讯] 春耕', '{云山}春耕', '&春耕', '*春耕', '!春耕', '|春耕', '>春耕', '%春耕', '@春耕', '`春耕', '#春耕'].map((title): Case => [`a title that begins with ${title[0] ?? ''}`, 'yaml-special-start', 2, titled(`title: ${title}`)]),
  ['an unclosed quote in a list', 'yaml-unclosed-quote', 4, report('topics: ["春耕, 夏耘]')],
  ['an unclosed quote in a list of people', 'yaml-unclosed-quote', 5, report('people:\n  - "甄一二: 场长', '甄一二来了。')],
  ['an unclosed quote in braces', 'yaml-unclosed-quote', 5, report('photos:\n  - {caption: "春耕, credit: 甄一二}')],
  ['an unclosed bracket', 'yaml-syntax', 4, report('topics: [春耕, 夏耘')],
  ['a title that begins with # and a space', 'yaml-special-start', 2, titled('title: # 春耕')],
  ['a title that begins with a hyphen and a space', 'yaml-special-start', 2, titled('title: - 春耕')],
  ['a title with a hash set off on both sides', 'yaml-hash', 2, titled('title: 第1期 # 专刊')],
  ['a tab before a key', 'yaml-tab', 4, report('\tpage: 1')],
  ['a space before a key', 'yaml-syntax', 4, report(' page: 1')],
  ['a comma in braces', 'key-unknown', 5, report('photos:\n  - {caption: 今天, 春耕, credit: 甄一二}')],
  ['a key YAML finds twice in braces', 'key-duplicate', 5, report('photos:\n  - {caption: 一, caption: 二}')],
  ['a key after a no-break space', 'key-invisible', 2, titled('\u00a0title: 云山春耕')],
  ['a list in brackets where text belongs', 'value-text', 4, report('kicker: [甲, 乙]')],
  ['full-width brackets around a list', 'value-list', 4, report('topics: 【春耕】')],
  ['a list without brackets', 'value-list', 4, report('topics: 春耕,夏耘')],
  ['a title with a colon and space', 'yaml-inner-colon', 2, titled('title: 云山: 春耕')],
  ['a title with a hash', 'yaml-hash', 2, titled('title: 第1期 #专刊')],
  ['a tab', 'yaml-tab', 5, report('people:\n\t- 甄一二', '甄一二来了。')],
  ['a no-break space before an item', 'yaml-tab', 5, report('people:\n\u00a0\u00a0- 甄一二', '甄一二来了。')],
  ['a full-width colon in an item without a margin', 'yaml-fullwidth-colon', 5, report('people:\n- 甄一二：场长', '甄一二来了。')],
  ['a duplicate key', 'key-duplicate', 4, report('title: 云山夏耘')],
  ['an unknown key', 'key-unknown', 4, report('titel2: 云山')],
  ['a full-width key', 'key-fullwidth', 2, titled('ｔｉｔｌｅ: 云山春耕')],
  ['a key in the wrong case', 'key-case', 2, titled('Title: 云山春耕')],
  ['a zero-width space in a title with a colon', 'invisible-character', 2, titled('title: 云\u200b山：春耕')],
  ['a zero-width space in a caption before another key', 'invisible-character', 5, report('photos:\n  - {caption: 春\u200b耕, credit: 甄一/摄}')],
  ['a zero-width space in a name before its title', 'invisible-character', 5, report('people:\n  - 甄\u200b一二: 场长', '甄一二来了。')],
  ['a NUL written with a backslash', 'nul-character', 2, titled('title: "云\\0山"')],
  ['an ESC written with a backslash', 'control-character', 2, titled('title: "云\\e山"')],
  ['a carriage return written with a backslash', 'control-character', 2, titled('title: "云\\r山"')],
  ['a bidi control written with a backslash', 'bidi-control', 5, report('people:\n  - "甄\\u202e一二": 场长')],
  ['half a character written with a backslash', 'replacement-character', 2, titled('title: "云\\ud800山"')],
  ['no character at all', 'replacement-character', 2, titled('title: "云\\uffff山"')],
  ['no character at all in the text', 'replacement-character', 6, body('云\uffff山。')],
  ['a zero-width space written with a backslash', 'invisible-character', 2, titled('title: "云\\u200b山"')],
  ['a line end written with a backslash', 'value-text', 2, titled('title: "云山\\nER  - "')],
  ['a title in a block of lines', 'value-text', 2, titled('title: |\n  云山\n  春耕')],
  ['a title of an office over two lines', 'value-text', 5, report('people:\n  - 甄一二: "场\\n长"', '甄一二来了。')],
  ['a key with a zero-width space', 'key-invisible', 2, titled('ti\u200btle: 云山春耕')],
  ['a Chinese key', 'key-chinese', 2, titled('标题: 云山春耕')],
  ['an anchor', 'yaml-anchor', 4, report('page: &a 1')],
  ['an alias', 'yaml-alias', 4, report('page: *a')],
  ['an alias bomb', 'yaml-anchor', 4, report('topics: &a [x, x]\nformerly: [*a, *a]')],
  ['a tag', 'yaml-tag', 4, report('page: !!js/function 1')],
  ['a merge', 'yaml-merge', 4, report('<<: {page: 1}')],
  ['__proto__', 'key-forbidden', 4, report('__proto__: {page: 1}')],
  ['a list where text belongs', 'value-text', 5, report('kicker:\n  - 甲\n  - 乙')],
  ['text where a list belongs', 'value-list', 4, report('people: 甄一二', '甄一二来了。')],
  ['full-width commas in a list', 'list-separator', 4, report('topics: [春耕，夏耘]')],
  ['enumeration commas in a list', 'list-separator', 4, report('topics: [春耕、夏耘]')],
]

const VALUES: readonly Case[] = [
  ['a missing title', 'value-missing', 2, '---\ndate: 2020-05-04\n---\n\n今天。\n'],
  ['an impossible date', 'date-impossible', 3, dated('date: 2021-02-30')],
  ['US order', 'date-order', 3, dated('date: 05/04/2020')],
  ['a two-digit year', 'date-year', 3, dated('date: 20-05-04')],
  ['words', 'date-format', 3, dated('date: 上星期五')],
  ['slashes', 'date-spelling', 3, dated('date: 2020/5/4')],
  ['年月日', 'date-spelling', 3, dated('date: 2020年5月4日')],
  ['年月日 and the day of the week', 'date-spelling', 3, dated('date: 2020年5月4日 星期一')],
  ['Chinese numerals', 'date-spelling', 3, dated('date: 二〇二〇年五月四日')],
  ['an interval whose month is written once', 'date-spelling', 4, report('eventDate: 2020-05-01~03')],
  ['a withdrawal in the future', 'date-future', 4, report('withdrawn: {date: 2020-08-01, reason: 应当事人要求}')],
  ['a future date', 'date-future', 4, report('eventDate: 2020-08-01')],
  ['a date unlike its folder', 'date-folder', 3, dated('date: 2020-05-05')],
  ['an interval turned round', 'date-interval', 4, report('eventDate: 2020-05-03/2020-05-01')],
  ['a page that is no number', 'number-format', 4, report('page: 第一版')],
  ['an order of zero', 'number-format', 4, report('order: 0')],
  ['an unknown incomplete', 'value-choice', 4, report('incomplete: middle')],
  ['a correction copied twice', 'correction-twice', 6, report('corrections:\n  - {printed: 春拼, corrected: 春耕, in: title, reason: 字形}\n  - {printed: 春拼, corrected: 春耕, in: title, reason: 另一理由}')],
  ['a correction not in the report', 'correction-missing', 5, report('corrections:\n  - {printed: 春拼, corrected: 夏耘, reason: 字形}')],
  ['a source that is not there', 'source-missing', 4, report('source: nothing.txt')],
]

const BODY: readonly Case[] = [
  ['raw HTML', 'body-html', 6, body('今天，<b>云山</b>开始春耕。')],
  ['a script', 'body-html', 6, body('<script>alert(1)</script>')],
  ['a comment', 'body-comment', 6, body('<!-- 待核 -->\n\n今天，云山开始春耕。')],
  ['an unclosed comment', 'body-comment', 6, body('<!-- 待核\n\n今天，云山开始春耕。')],
  ['a comment that is not closed in a line', 'body-comment', 6, body('今天，<!-- 待核，云山开始春耕。')],
  ['a tag that is not closed', 'body-html', 6, body('今天，<font color=red 云山开始春耕。')],
  ['HTML in a title', 'headline-html', 2, titled('title: <b>云山</b>春耕')],
  ['asterisks in a title', 'body-asterisks', 2, titled('title: 云山**春耕**')],
  ['an image with a space in its name', 'body-image', 6, body('![田](my field.png)\n\n今天，云山开始春耕。')],
  ['an image in full-width brackets', 'body-image', 6, body('![田]（field.png）\n\n今天，云山开始春耕。')],
  ['an image after a full-width exclamation mark', 'body-link', 6, body('！[田](field.png)\n\n今天，云山开始春耕。')],
  ['a Windows path with spaces', 'body-image-path', 6, body('![田](C:\\我的 照片\\field.png)\n\n今天，云山开始春耕。')],
  ['a Windows path among photographs', 'body-image-path', 5, report('photos:\n  - {src: D:\\照片\\field.png, caption: 春耕。}')],
  ['a heading without its space', 'body-heading', 6, body('##东坡\n\n今天，云山开始春耕。')],
  ['a list set in without end', 'body-nesting', 6, body(Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}- 今天。`).join('\n'))],
  ['a javascript: link', 'body-link', 6, body('[云山](javascript:alert(1))')],
  ['a data: link', 'body-link', 6, body('[云山](data:text/html,x)')],
  ['a missing image', 'body-image-missing', 6, body('![田](field.png)\n\n今天，云山开始春耕。')],
  ['a Windows path', 'body-image-path', 6, body('![田](C:\\照片\\field.png)\n\n今天，云山开始春耕。')],
  ['a broken internal link', 'body-link-broken', 6, body('见[旧闻](/articles/1900-01-01/none/)。')],
  ['a broken link with the name of the site', 'body-link-broken', 6, body('见[联系页](https://yunshan.example/lianxi.html)。')],
  ['an undefined footnote', 'body-footnote', 6, body('今天[^1]，云山开始春耕。')],
  ['asterisks left', 'body-asterisks', 6, body('今天，** 云山 **开始春耕。')],
  ['asterisks of a measure', 'body-asterisks', 6, body('规格3*4*5厘米。')],
  ['asterisks around a word', 'body-asterisks', 6, body('今天*云山*开始春耕。')],
  ['asterisks for characters of names', 'body-asterisks', 6, body('王**、李**等人中奖，云山**开奖**。')],
  ['asterisks for digits', 'body-asterisks', 6, body('号码138****1234和139****5678中奖。')],
  ['underscores', 'body-asterisks', 6, body('__云山开始春耕__。')],
  ['a list with a gap', 'body-list', 9, body('1. 修渠。\n2. 固堤。\n\n4. 间苗。\n5. 除草。')],
  ['a list that counts nothing', 'body-list', 7, body('1. 修渠。\n1. 固堤。')],
  ['numbers with brackets', 'body-list', 6, body('1) 修渠。\n2) 固堤。')],
  ['a year taken for a list', 'body-list', 6, body('2021. 12. 17 云山大事记。')],
  ['a number with a zero before it', 'body-list', 6, body('01. 修渠。')],
  ['a number and nothing else', 'body-list', 7, body('1.\n3.')],
  ['a box to tick', 'body-list', 7, body('今天，云山开始春耕。\n- [x] 修渠')],
  ['an unclosed fence', 'body-fence', 6, body('```\n今天，云山开始春耕。')],
  ['an h1', 'body-heading', 6, body('# 云山\n\n今天，云山开始春耕。')],
  ['four spaces', 'body-code-indent', 6, body('    今天，云山开始春耕。')],
  ['paragraphs pasted from Word without blank lines', 'body-glued', 7, body('　　今天，云山开始春耕。\n　　明天再来。\n　　后天歇一天。')],
  ['paragraphs set in by no-break spaces', 'body-glued', 8, body('今天，\n云山开始春耕。\n\u00a0\u00a0明天再来。')],
  ['paragraphs set in by four spaces', 'body-glued', 7, body('今天，云山开始春耕。\n    明天再来。')],
  ['a setext accident', 'body-setext', 7, body('今天，云山开始春耕。\n---\n\n明天再来。')],
  ['a bidi control', 'bidi-control', 6, body('今天\u202e，云山开始春耕。')],
  ['deep nesting', 'body-nesting', 6, body(`${'>'.repeat(5000)} 今天`)],
  ['a flood of brackets', 'body-nesting', 6, body('['.repeat(50_000))],
  ['deep YAML', 'yaml-nesting', 1, report(`topics: ${'['.repeat(3000)}`)],
  ['a file too large', 'file-too-large', 1, body('春'.repeat(200_000))],
  ['nothing but a picture in the text', 'body-empty', 6, body('![田](field.png "春耕")')],
  ['no text', 'body-empty', 4, report('', '').trimEnd()],
]

const NAMES: readonly Case[] = [
  ['a person not in the text', 'person-absent', 5, report('people:\n  - 甄一二')],
  ['a colon without a space behind a name', 'yaml-colon-space', 5, report('people:\n  - 甄一二:场长', '甄一二来了。')],
  ['a space in a name', 'person-name-space', 5, report('people:\n  - 甄　一二', '甄一二来了。')],
  ['two spaces in a name', 'person-name-space', 5, report('people:\n  - 甄  一', '甄一来了。')],
  ['a person listed twice', 'person-duplicate', 6, report('people:\n  - 甄一二\n  - 甄一二', '甄一二来了。')],
]

const SUSPICIONS: readonly Case[] = [
  ['a paragraph that stops mid-sentence', 'ocr-cut', 6, body('今天一早，云山的乡亲们扛着锄头来到一号试验田边，准备着\n\n开始春耕。')],
  ['a 电头 that may name who wrote', 'byline-unread', 6, body('本报讯（甄一二）今天，云山开始春耕。')],
  ['a quotation left open', 'ocr-unbalanced', 6, body('今天，云山开始“春耕。')],
  ['a quotation never opened', 'ocr-unbalanced', 6, body('今天，云山开始春耕”。')],
  ['a book title left open', 'ocr-unbalanced', 6, body('今天，《云山日记开始连载。')],
  ['a bracket left open', 'ocr-unbalanced', 6, body('今天，云山（东坡开始春耕。')],
  ['a doubled particle', 'ocr-doubled', 6, body('今天，云山在在东坡开始春耕。')],
  ['a doubled clause', 'ocr-doubled', 6, body('今天开始春耕备耕，今天开始春耕备耕，乡亲们都来了。')],
  ['a doubled word', 'ocr-doubled', 6, body('今天，云山进行进行春耕。')],
  ['doubled punctuation', 'ocr-doubled', 6, body('今天，，云山开始春耕。')],
  ['a doubled paragraph', 'ocr-doubled', 8, body('今天云山开始春耕备耕。\n\n今天云山开始春耕备耕。')],
  ['O for 0 before a measure', 'ocr-lookalike', 6, body('来了1O人。')],
  ['O for 0 in a number with a comma', 'ocr-lookalike', 6, body('收了1,OOO斤。')],
  ['O for 0 in a percentage', 'ocr-lookalike', 6, body('增产3O%。')],
  ['a full-width letter among digits', 'ocr-lookalike', 6, body('2Ｏ21年，云山开始春耕。')],
  ['a Cyrillic letter among digits', 'ocr-lookalike', 6, body('2\u041e21年，云山开始春耕。')],
  ['S for 5', 'ocr-lookalike', 6, body('5月1S日，云山开始春耕。')],
  ['l for 1 in the number of a page', 'ocr-lookalike', 6, body('见第l版。')],
  ['half-width quotation marks', 'ocr-punctuation', 6, body('今天，云山"东坡"开始春耕。')],
  ['a half-width comma after a quotation', 'ocr-punctuation', 6, body('“开始”,他说。')],
  ['a half-width comma in a caption', 'ocr-punctuation', 5, report('photos:\n  - {caption: "今天,云山开始春耕。"}')],
  ['O for 0', 'ocr-lookalike', 6, body('2O21年，云山开始春耕。')],
  ['l for 1', 'ocr-lookalike', 6, body('l2月，云山歇冬。')],
  ['a half-width comma', 'ocr-punctuation', 6, body('今天,云山开始春耕。')],
]

describe.each([
  ['encoding', ENCODING], ['delimiters', DELIMITERS], ['YAML', YAML], ['values', VALUES], ['text', BODY], ['names', NAMES], ['suspicions', SUSPICIONS],
] as const)('an editor is told of a mistake in %s', (_, cases) => {
  test.each(cases)('%s → %s', (_what, rule, line, file) => {
    const { diagnostics, understanding } = check(folderOf({ [AT]: file }), { today: '2020-06-01' })
    const found = diagnostics.filter((diagnostic) => diagnostic.rule === rule)
    expect(found.map((diagnostic) => `${diagnostic.file}:${diagnostic.line}`), JSON.stringify(diagnostics)).toContain(`content/${AT}:${line}`)
    for (const { message, hint, severity } of found) {
      expect(message).toMatch(/\p{Script=Han}/u)
      expect(hint).toMatch(/\p{Script=Han}/u)
      expect(severity).toBe(RULES[rule].severity)
    }
    if (RULES[rule].severity === 'error') expect(understanding.archive).toBeUndefined()
    else expect(understanding.archive).toBeDefined()
  })
})

describe('an editor is told of names of files', () => {
  test.each<[string, RuleName]>([
    ['issues/2020-05-04/春耕.md', 'file-name-chinese'],
    ['issues/2020-05-04/spring field.md', 'file-name-space'],
    ['issues/2020-05-04/Spring.md', 'file-name-capital'],
    ['issues/2020-05-04/con.md', 'file-name-reserved'],
    ['issues/2020-05-04/spring.md.txt', 'file-extension'],
    ['issues/2020-05-04/spring_field.md', 'file-name'],
    ['issues/spring.md', 'folder-name'],
    ['issues/2020-05-04/spring.docx', 'file-extension'],
    ['issues/2020-05-04/notes.xyz', 'file-unknown'],
    ['spring.md', 'folder-name'],
    ['2020-05-05/spring.md', 'folder-name'],
    ['Issues/2020-05-05/spring.md', 'folder-name'],
    ['person/zhen-yi-er.md', 'folder-name'],
    ['notes.txt', 'file-unknown'],
    ['spring.docx', 'file-unknown'],
    ['pictures/field.jpg', 'file-unknown'],
  ])('%s → %s', (file, rule) => {
    expect(check(folderOf({ [file]: GOOD })).diagnostics.map((found) => found.rule)).toContain(rule)
  })

  test.each([
    ['2020-05-05/spring.md', '移到 issues/2020-05-05/spring.md'], ['Issues/2020-05-05/spring.md', '文件夹名改成 issues'], ['issue/2020-05-05/spring.md', '文件夹名改成 issues'],
    ['person/zhen.md', '文件夹名改成 people'], ['人物/zhen.md', '文件夹名改成 people'], ['source/a.txt', '文件夹名改成 sources'],
    ['spring.md', '放进 issues 里以出版日期命名的文件夹，例如 issues/2021-12-17'],
  ])('where %s was meant to be', (file, hint) => {
    expect(check(folderOf({ [AT]: GOOD, [file]: GOOD })).diagnostics.map((found) => found.hint)).toEqual([hint])
  })
  test('none of which is in the way', () => {
    const files = Object.fromEntries(['README.md', 'readme.txt', 'addresses.txt', 'package.json', 'sources/a.txt', 'sources/2020/a.md', 'sources/b.docx', 'issues/2020-05-04/field.png'].map((file) => [file, '/articles/2020-05-04/spring/\n']))
    expect(check(folderOf({ [AT]: GOOD, ...files })).diagnostics).toEqual([])
  })

  test('two files that differ only in case', () => {
    const { diagnostics } = check(folderOf({ 'issues/2020-05-04/spring.md': GOOD, 'issues/2020-05-04/SPRING.md': GOOD }))
    expect(diagnostics.map(({ rule }) => rule)).toContain('file-name-twin')
  })
})

describe('an editor is told of persons and topics over several files', () => {
  const two = (first: string, second: string, more: Record<string, string> = {}) => (
    check(folderOf({ 'issues/2020-05-04/one.md': first, 'issues/2020-05-04/two.md': second, ...more })).diagnostics
  )
  const rules = (found: ReturnType<typeof two>) => found.map(({ file, line, rule }) => `${file.split('/').at(-1) ?? ''}:${line} ${rule}`)

  test('two names one character apart in one issue', () => {
    expect(rules(two(report('people:\n  - 潘估', '潘估到会。'), report('people:\n  - 潘佑', '潘佑到会。')))).toContain('two.md:5 person-similar')
  })
  describe('of two names one character apart', () => {
    const listing = (date: string, ...names: string[]): string => report(`people:\n${names.map((name) => `  - ${name}`).join('\n')}`, `${names.join('到会，')}到会。`).replaceAll('2020-05-04', date)
    const similar = (files: Record<string, string>) => check(folderOf(files)).diagnostics.filter(({ rule }) => rule === 'person-similar').map(({ file, message }) => `${file.slice('content/issues/'.length)} ${message}`)
    const elsewhere = (name: string) => ({ 'issues/2020-05-06/other.md': listing('2020-05-06', name) })
    const [one, two, three] = ['issues/2020-05-04/one.md', 'issues/2020-05-04/two.md', 'issues/2020-05-04/three.md'] as const

    test('the one that is nowhere else is doubted, whichever comes first', () => {
      expect(similar({ [one]: listing('2020-05-04', '潘估'), [two]: listing('2020-05-04', '潘佑'), ...elsewhere('潘佑') })).toEqual(['2020-05-04/one.md “潘估”与同一期 issues/2020-05-04/two.md 里的“潘佑”只差一个字'])
      expect(similar({ [one]: listing('2020-05-04', '潘佑'), [two]: listing('2020-05-04', '潘估'), ...elsewhere('潘佑') })).toEqual(['2020-05-04/two.md “潘估”与同一期 issues/2020-05-04/one.md 里的“潘佑”只差一个字'])
    })
    test('of three, each doubtful one is told of once', () => {
      const texts = { [one]: listing('2020-05-04', '甄一二'), [three]: listing('2020-05-04', '甄一三'), [two]: listing('2020-05-04', '甄一四') }
      expect(similar({ ...texts, 'issues/2020-05-06/other.md': listing('2020-05-06', '甄一三', '甄一四') }).map((told) => told.slice(0, 22))).toEqual(['2020-05-04/one.md “甄一二'])
    })
    test('both of which other issues have too, neither is', () => {
      expect(similar({ [one]: listing('2020-05-04', '甄一二'), [two]: listing('2020-05-04', '甄一三'), 'issues/2020-05-06/other.md': listing('2020-05-06', '甄一二'), 'issues/2020-05-08/other.md': listing('2020-05-08', '甄一三') })).toEqual([])
    })
    test('that one report prints side by side, neither is', () => {
      expect(similar({ [one]: listing('2020-05-04', '甄一二', '甄一三') })).toEqual([])
    })
    test('that both have files, neither is', () => {
      const people = { 'people/zhen-yi-er.md': '---\nname: 甄一二\n---\n', 'people/zhen-yi-san.md': '---\nname: 甄一三\n---\n' }
      expect(similar({ [one]: listing('2020-05-04', '甄一二'), [two]: listing('2020-05-04', '甄一三'), ...people })).toEqual([])
    })
    test('in two issues, neither is', () => {
      expect(similar({ [one]: listing('2020-05-04', '甄一二'), 'issues/2020-05-06/other.md': listing('2020-05-06', '甄一三') })).toEqual([])
    })
  })
  test('a known person in the text who is not listed', () => {
    expect(rules(two(report('people:\n  - 甄一二', '甄一二到会。'), report('', '场长甄一二到会。')))).toContain('two.md:2 person-unlisted')
  })
  test('two persons with one pinyin, with the file to add', () => {
    const found = two(report('people:\n  - 张莉', '张莉到会。'), report('people:\n  - 张丽', '张丽到会。'))
    expect(rules(found)).toContain('two.md:5 person-collision')
    expect(found.find(({ rule }) => rule === 'person-collision')?.hint).toContain('people/zhang-li-2.md')
  })
  test('a name that may be two known people', () => {
    const found = two(report('people:\n  - 王伟（公安）\n  - 王伟（教育）', '王伟和王伟到会。'), report('people:\n  - 王伟', '王伟到会。'))
    expect(rules(found)).toContain('two.md:5 person-ambiguous')
  })
  test('what issue.md says of a day or a 版 of which no report is kept', () => {
    const issue = { 'issues/2020-05-04/issue.md': '---\nnumber: 第1期\npageNames: {1: 要闻, 2: 理论周刊}\n---\n\n创刊号。\n' }
    const withdrawn = report('page: 1\nwithdrawn: {date: 2020-05-05, reason: 虚构}')
    const told = (texts: Record<string, string>) => check(folderOf({ ...texts, ...issue })).diagnostics.filter(({ rule }) => rule === 'issue-unused').map(({ line, column, message }) => `${line}:${column} ${message}`)
    expect(told({})).toEqual(['1:1 这一期没有报道，这里写的不会显示'])
    expect(told({ [AT]: withdrawn })).toEqual(['1:1 这一期没有报道，这里写的不会显示'])
    expect(told({ [AT]: report('page: 1') })).toEqual(['3:23 这一期第2版没有报道，版名“理论周刊”不会显示'])
    expect(told({ [AT]: report('page: 1'), 'issues/2020-05-04/other.md': report('page: 2\ndraft: true') })).toEqual([])
  })
  test('a picture or a broken link in the note of an issue, where it stands', () => {
    const issue = (note: string) => rules(two(report(''), report(''), { 'issues/2020-05-04/issue.md': `---\nnumber: 第1期\n---\n\n${note}\n` }))
    expect(issue('本期\n![田](field.png) 增刊。')).toEqual(['issue.md:6 body-image'])
    expect(issue('增刊。\n\n![田](field.png)')).toEqual(['issue.md:7 body-image'])
    expect(issue('- 见[此](/articles/2020-05-04/none/)。')).toEqual(['issue.md:5 body-link-broken'])
    expect(issue('见[下](#p1)。')).toEqual(['issue.md:5 body-link-broken'])
    expect(issue('见[此](/articles/2020-05-04/one/#p9)。')).toEqual(['issue.md:5 body-link-broken'])
    expect(issue('见[此](/articles/2020-05-04/one/#p1)、[数据](/data/)和[外面](https://outside.example/x)，注[^1]。\n\n[^1]: 一。')).toEqual([])
  })
  test.each([
    ['https://yunshan.example/lianxi?a=1', ['archive.yaml:4 body-link-broken']],
    ['https://yunshan.example/about', ['archive.yaml:4 body-link-broken']],
    ['https://yunshan.example/about/#p1', []],
    ['https://yunshan.example', []],
    ['https://outside.example/lianxi?a=1', []],
    ['jiucuo@yunshan.example', []],
  ])('whom to tell of errors, on a page of the archive’s own that there is not: %s', (contact, expected) => {
    const site = `name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构的报库，只用于测试。\ncontact: ${contact}\n`
    expect(check(folderOf({ [AT]: GOOD, 'archive.yaml': site })).diagnostics.map(({ file, line, rule }) => `${file.replace('content/', '')}:${line} ${rule}`)).toEqual(expected)
  })
  test('no link to the site by its name that there is, or that comes with publishing', () => {
    const links = ['', '/', '/about/', '/articles/2020-05-04/spring/#p1', '/articles/2020-05-04/spring/index.md', '/articles/2020-05-04/spring/field.png', '/feed.xml', '/people/jia-er/2019/', '/search/?q=x']
    const text = links.map((path) => `见[此](https://yunshan.example${path})。`).join('')
    expect(check(folderOf({ [AT]: body(text) })).diagnostics.map(({ message }) => message)).toEqual([])
    expect(check(folderOf({ [AT]: body('见 https://yunshan.example/articles/2020-05-04/spring/#p9 。') })).diagnostics.map(({ rule }) => rule)).toEqual(['body-link-broken'])
  })
  test('a picture with the name of the share card, which it would give way to', () => {
    const picture = { 'issues/2020-05-04/share.png': new Uint8Array([1]), 'issues/2020-05-04/photos/share.png': new Uint8Array([1]) }
    const found = (file: string) => check(folderOf({ [AT]: file, ...picture })).diagnostics.filter(({ severity }) => severity === 'error')
    expect(found(report('photos:\n  - {src: share.png, caption: 田。}'))).toMatchObject([{ rule: 'body-image', line: 5 }])
    expect(found(body('今天，云山开始春耕。\n\n![田](./share.png)'))).toMatchObject([{ rule: 'body-image', line: 8 }])
    expect(found(report('photos:\n  - {src: photos/share.png, caption: 田。}'))).toEqual([])
  })
  test('two reports in one place', () => {
    expect(rules(two(report('page: 1\norder: 1'), report('page: 1\norder: 1')))).toContain('two.md:5 place-taken')
  })
  test('two topics one character apart', () => {
    expect(rules(two(report('topics: [招商引资]'), report('topics: [招商引姿]')))).toContain('two.md:4 topic-similar')
  })
  test('a file of a person no report lists', () => {
    expect(rules(two(report(''), report(''), { 'people/zhen.md': '---\nname: 甄一二\n---\n' }))).toContain('zhen.md:1 entry-unused')
  })
  test('a text in a person’s or a topic’s file, which no page shows', () => {
    const text = (name: string): string => `---\nname: ${name}\n---\n\n云山人，虚构的人物。\n`
    expect(rules(two(report('people:\n  - 甄一二\ntopics: [春耕]', '甄一二到会。'), report(''), { 'people/zhen.md': text('甄一二'), 'topics/chun.md': text('春耕') }))).toEqual(['zhen.md:5 entry-text', 'chun.md:5 entry-text'])
  })
  test('a draft still to be confirmed', () => {
    expect(rules(two(report('draft: true'), report('')))).toContain('one.md:4 draft')
  })
  test.each([
    'https://yunshan.example：8080', 'https://yunshan.example?x=1', 'https://yunshan.example?', 'https://yunshan.example#a', 'https://yunshan.example/', 'https://某@yunshan.example', 'https://', 'yunshan.example',
  ])('an address in archive.yaml that no other can begin with: %s', (url) => {
    const site = (written: string) => check(folderOf({ [AT]: GOOD, 'archive.yaml': `name: 云山旧报\nurl: "${written}"\ndescription: 虚构。\n` })).diagnostics
    expect(site(url).map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual(['content/archive.yaml:2 value-shape'])
    for (const good of ['https://yunshan.example', 'http://yunshan.example:8080', 'https://云山.example']) expect(site(good)).toEqual([])
  })
  test('no archive.yaml', () => {
    const folder = folderOf({ [AT]: GOOD })
    const files = folder.files.filter((file) => file !== 'archive.yaml')
    expect(check({ ...folder, files, bytes: new Map([[AT, utf8(GOOD)]]) }).diagnostics.map(({ rule }) => rule)).toEqual(['site-missing'])
  })
})

describe('what is right is left alone', () => {
  test.each([
    ['BOM', `\ufeff${GOOD}`], ['CRLF', GOOD.replaceAll('\n', '\r\n')], ['indents of full-width spaces', body('　　今天，云山开始春耕。\n\n　　明天再来。')],
    ['verses with a break after each', body('　　云山青，  \n　　云山绿，\\\n　　云山开春。')],
    ['lines broken by hand', body('今天，云山\n  开始春耕。\n\n- 甲\n    乙')],
    ['a 电头 whose bracket an editor has looked at', report('sic: [云山镇]', '本报讯（云山镇）今天，云山开始春耕。')], ['a 电头 beside a byline', report('byline: 甄一二', '本报讯（甄一二）今天，云山开始春耕。')],
    ['a 电头 of several sources', body('新华社云山5月4日电（综合）今天，云山开始春耕。')],
    ['brackets with numbers in them', body('今天，云山（1、2、3）开始春耕（选项A、B）（图 二）（一、二）。他说：‘let’s go。’又说：‘OK’。1）修渠；（通讯员 柳 七）')],
    ['a quotation over two paragraphs', body('场长说：“今天开始春耕。\n\n“明天接着来。”')],
    ['signs of Markdown an editor has escaped', body('规格3\\*4\\*5厘米。\n\n2021\\. 12. 17 云山大事记。\n\n- \\[x] 修渠')],
    ['lists that count on', body('1. 修渠。\n2. 固堤。\n\n又：\n\n4. 间苗。\n5. 除草。\n\n- 甲\n  1. 乙\n  2. 丙')],
    ['rows of signs', body(`电话：138××××××××，目录········第二版。${[...'°±§¥÷·×«»'].map((sign) => sign.repeat(9)).join('，')}。`)],
    ['a title over two lines that YAML joins, and a note of several lines', `---\ntitle: 云山\n  春耕\ndate: 2020-05-04\nnote: |\n  一。\n  二。\nkicker: >\n  春耕\n  "C:\\new"\n---\n\n今天，云山开始春耕。\n`],
    ['a range with tildes', body('3~5天出苗，10~20人间苗。')],
    ['numbers and words of Latin letters', body('5G基站、B2B平台和O2O门店，共12个，占3.5%。')],
    ['grammar that doubles', body('目的的确如此，人人都说好，一步一步来，研究研究再定，实实在在地干，为了了解实情，在在建工地，和和气气，重要要素，不了了之。')],
    ['a long list, and what is bold', body(`**投稿邮箱：**云山报社，**（一）**“**春耕**”。\n\n${Array.from({ length: 101 }, (_, nth) => `${nth + 1}. 第${nth + 1}块田。`).join('\n')}`)],
    ['numbers of a list and apostrophes', body('1）修渠；2）固堤。他说：“Let’s go。”')],
    ['words of Latin letters and digits', body('4S店、G20、PM2.5、H2O、CO2、O3、101路、A1级、T0、5G。')],
    ['comments that stand apart', report('page: 1      # 第几版\nkicker: 春耕      # 引题\n# order: 1')],
    ['addresses of the archive’s own', body('见[统计](/figures/)和[数据](/data/)。')],
    ['words the editor marks as printed so', report('sic: [今天开始春耕备耕，今天开始春耕备耕]', '今天开始春耕备耕，今天开始春耕备耕，乡亲们都来了。')],
    ['a text known to break off', report('incomplete: end', '今天一早，云山的乡亲们扛着锄头来到一号试验田边，准备着')],
  ])('%s', (_, file) => {
    expect(check(folderOf({ [AT]: file })).diagnostics).toEqual([])
  })
})

test('all faults of all files are told in one run', () => {
  const files = [...ENCODING, ...DELIMITERS, ...YAML, ...VALUES, ...BODY, ...SUSPICIONS].map(([, rule, , file], index) => ({ rule, path: `issues/2020-05-04/case-${index}.md`, file }))
  const { diagnostics } = check(folderOf(Object.fromEntries(files.map(({ path, file }) => [path, file]))), { today: '2020-06-01' })
  for (const { rule, path } of files) {
    expect(diagnostics.filter((found) => found.file === `content/${path}`).map((found) => found.rule), path).toContain(rule)
  }
})

describe('what was meant is offered', () => {
  test.each([
    ['a key', report('tilte: 云山'), 'title'], ['a key of another program', report('tags: [春耕]'), 'topics'], ['a value', report('incomplete: ends'), 'end'],
    ['a source', report('source: 2020-05-4.txt'), '2020-05-04.txt'], ['a source with its folder', report('source: sources/2020-05-04.txt'), '2020-05-04.txt'],
    ['an address', body('见[此](/articles/2020-05-04/sprin/)。'), '/articles/2020-05-04/spring/'],
  ])('%s', (_, file, meant) => {
    const { diagnostics } = check(folderOf({ [AT]: file, 'sources/2020-05-04.txt': '今天，云山开始春耕。' }))
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain(`是不是想写 ${meant}？`)
  })
  test('the field a correction is in', () => {
    const { diagnostics } = check(folderOf({ [AT]: report('corrections:\n  - {printed: 春拼, corrected: 云山春耕, reason: 字形}') }))
    expect(diagnostics.find(({ rule }) => rule === 'correction-missing')?.hint).toContain('in: title')
  })
})

test('a source that is no text is told of as what it is', () => {
  const folder = folderOf({ [AT]: report('source: scan.docx') })
  const [found] = check({ ...folder, files: [...folder.files, 'sources/scan.docx'] }).diagnostics
  expect(found).toMatchObject({ rule: 'source-missing', message: '“scan.docx”不是文本文件，不能作底本' })
})

test.each(['\u00a0\u00a0- 甄一二: 场长', '\u00a0 - 甄一二: 场长', '- 甄一二：场长'])('an item of people written %j is one fault', (item) => {
  expect(check(folderOf({ [AT]: report(`people:\n${item}`, '甄一二来了。') })).diagnostics).toHaveLength(1)
})

test('how several days are written is told where a date is none', () => {
  expect(check(folderOf({ [AT]: report('eventDate: 五月初') })).diagnostics.map(({ hint }) => hint)).toEqual(['写成 年-月-日，例如 2021-12-14；几天的写起止，例如 2021-12-14/2021-12-15'])
})

test('a key written twice hides no other fault', () => {
  const rules = check(folderOf({ [AT]: report('page: 1\npage: 2\norder: 零\ntitel: 甲') })).diagnostics.map(({ rule }) => rule)
  expect(rules).toEqual(expect.arrayContaining(['key-duplicate', 'number-format', 'key-unknown']))
})

test('names one character apart are told of once each, however many there are', () => {
  const people = Array.from({ length: 1500 }, (_, index) => `  - 甄${String.fromCodePoint(0x4e00 + index)}`)
  const { diagnostics } = check(folderOf({ [AT]: report(`people:\n${people.join('\n')}`) }))
  expect(diagnostics.filter(({ rule }) => rule === 'person-similar').length).toBeLessThanOrEqual(1500)
})

test('the place is shown under its character, full-width characters before it', () => {
  const folder = folderOf({ [AT]: body('今天，云山在在东坡开始春耕。') })
  const text = asText(check(folder).diagnostics, folder)
  expect(text).toContain(`content/${AT}:6:6  warning  ocr-doubled  “在在”重复了；`)
  expect(text).toContain('> 6 | 今天，云山在在东坡开始春耕。\n    | \u3000\u3000\u3000\u3000\u3000^')
  expect(text).toContain('共 0 个错误、1 个警告，在 1 个文件里。')
})
