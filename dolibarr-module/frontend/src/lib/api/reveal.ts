/* A masked value of one's own in clear (SEC-06). It is kept nowhere: asked for each time that it is shown. */
import { sayProblem } from '../i18n/problem';
import { api } from './client';
import { toProblem } from './problem';

/* Rejects with the sentence of what stands against it. */
export const revealOf =
  (client: number) =>
  async (sealed: string): Promise<string> => {
    try {
      const path = { client };
      const shown = await api('post', '/v1/clients/{client}/reveal', { path, body: { sealed } });
      return shown.rows ? shown.rows.map((line) => line.join(' · ')).join('\n') : shown.text;
    } catch (error) {
      throw new Error(await sayProblem(toProblem(error)), { cause: error });
    }
  };
