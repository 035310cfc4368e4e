/* GET /v1/clients/{client}/files/{file}: the bytes of a document, where its reader may keep them. */
import { url } from './client';

export const fileAddress = (client: number, file: number): string =>
  url('/v1/clients/{client}/files/{file}', { path: { client, file } });
