/*
 * What stands behind '#' in the address of a link: "p-" where a password is asked, then the token. Browsers keep that
 * part to themselves. The number of a link that was opened in this tab is remembered, so that a reload asks nothing again
 * while the visit lasts; the visit itself is a cookie that scripts do not see.
 */
export type ShareLink = { token: string; asks: boolean };

export function shareLink(hash: string): ShareLink | null {
  const found = /^#?(p-)?([A-Za-z0-9_-]{43})$/.exec(hash);
  return found?.[2] ? { token: found[2], asks: found[1] !== undefined } : null;
}

const name = (link: ShareLink): string => `elaska.share.${link.token.slice(0, 8)}`;

export function rememberVisit(link: ShareLink, share: number | null): void {
  try {
    if (share === null) sessionStorage.removeItem(name(link));
    else sessionStorage.setItem(name(link), String(share));
  } catch {
    /* Storage refused: a reload asks again. */
  }
}

export function rememberedVisit(link: ShareLink): number | null {
  try {
    const id = Number(sessionStorage.getItem(name(link)));
    return Number.isSafeInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}
