export { formats, isFormatName, loadFormat, showsDetails, type FormatName } from "./format";
export { count, STATUS_TEXT } from "./groups";
export { codeInHtml, codeInTable, codeSpan, plainText } from "./markdown-text";
export { printable, printableLines } from "./printable";
export type { JudgedStack, Run, Step } from "./run";
export { createStyle, type Style } from "./style";
