/* "Cabinet Lormont" -> "CL", "Marie" -> "M"; for marks and faces where no picture is. */
const LITTLE = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'et', 'd', 'l', 'the', 'of', 'and']);

export function initials(name: string): string {
  const words = name.split(/[\s'’-]+/).filter((word) => word && !LITTLE.has(word.toLowerCase()));
  const [first = '', last = ''] = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  return (([...first][0] ?? '') + ([...last][0] ?? '')).toUpperCase();
}
