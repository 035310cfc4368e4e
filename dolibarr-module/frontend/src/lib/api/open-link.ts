/*
 * POST /v1/clients/{client}/files/{file}/open: a document that lies elsewhere opens beside this page. The window is opened
 * while the click lasts, as browsers want it, and knows nothing of this one.
 */
import { api } from './client';

export async function openLink(client: number, file: number): Promise<void> {
  const beside = window.open('', '_blank');
  if (beside) beside.opener = null;
  try {
    const { url } = await api('post', '/v1/clients/{client}/files/{file}/open', {
      path: { client, file },
    });
    if (beside) beside.location.replace(url);
    else window.location.assign(url);
  } catch (error) {
    beside?.close();
    throw error;
  }
}
