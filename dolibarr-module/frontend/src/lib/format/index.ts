export { day, dayInSentence, dayLong, daysUntil, momentFull, momentNear, todayIso } from './date';
export { clock, isoDuration, spoken } from './duration';
export { lang, setLang, type Lang } from './locale';
export { decimal, hourlyRate, money } from './money';
export { fileSize } from './size';
