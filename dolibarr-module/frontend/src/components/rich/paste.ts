/*
 * Lists as Word copies them (paragraphs that say "mso-list" and begin with a drawn bullet) become lists; its comments and
 * style sheets go. The rest is the schema's. The document that is parsed is never shown and runs nothing.
 */
const LIST = /mso-list:[^;]*level(\d)/i;

/* The number or bullet that Word draws before an item; what it says tells which list it is. */
function takeBullet(item: Element): string {
  const drawn = [...item.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('style') ?? ''),
  );
  const said = drawn?.textContent?.trim() ?? '';
  drawn?.remove();
  return said;
}

function listed(paragraph: Element, open: Element | null): Element {
  const ordered = /^[0-9a-z]{1,3}[.)]/i.test(takeBullet(paragraph));
  const tag = ordered ? 'OL' : 'UL';
  const doc = paragraph.ownerDocument;
  const list =
    open?.tagName === tag && open.nextSibling === paragraph ? open : doc.createElement(tag);
  if (list !== open) paragraph.before(list);
  const item = doc.createElement('li');
  item.append(...paragraph.childNodes);
  list.append(item);
  paragraph.remove();
  return list;
}

export function cleanPaste(html: string): string {
  if (!/mso-|urn:schemas-microsoft-com/i.test(html)) return html;
  const doc = new DOMParser().parseFromString(html.replace(/>\s*\n\s*</g, '><'), 'text/html');
  doc.querySelectorAll('style, script, meta, link, title, xml').forEach((each) => each.remove());
  let open: Element | null = null;
  doc.querySelectorAll('p').forEach((paragraph) => {
    if (!LIST.test(paragraph.getAttribute('style') ?? '')) open = null;
    else open = listed(paragraph, open);
  });
  return doc.body.innerHTML;
}
