/*
 * Files come through the same door as data, so that an ended session is renewed before the download and a refusal
 * is a sentence on the page instead of a page of JSON.
 */
import { fetchAnswer } from './client';
import { problemOf } from './problem';

export function fileName(disposition: string | null, fallback: string): string {
  const utf8 = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '');
  if (utf8?.[1]) {
    try {
      return decodeURIComponent(utf8[1]);
    } catch {
      return fallback;
    }
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? fallback;
}

export async function download(address: string, fallback: string): Promise<void> {
  const response = await fetchAnswer('get', address);
  if (!response.ok) throw await problemOf(response);
  const blob = await response.blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName(response.headers.get('content-disposition'), fallback);
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
