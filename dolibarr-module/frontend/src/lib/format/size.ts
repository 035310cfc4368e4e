/* Sizes of files as people read them. */
import { lang } from './locale';

export function fileSize(bytes: number): string {
  const english = lang() === 'en';
  if (bytes < 1024 * 1024)
    return `${Math.max(1, Math.round(bytes / 1024))}\u00a0${english ? 'KB' : 'ko'}`;
  const text = (bytes / 1024 / 1024).toFixed(1);
  return english ? `${text}\u00a0MB` : `${text.replace('.', ',')}\u00a0Mo`;
}
