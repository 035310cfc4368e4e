/* Who the template is for, what it is called, when it shows to clients; how it will look in their catalogue. */
import { Billing } from './Billing';
import { useEditor } from './context';
import { Icon } from './Icon';
import { said, type Template } from './model';
import { Properties, from, listed, type Property } from './Properties';

const PROPERTIES: Property[] = [
  { key: 'label', as: 'label' },
  { key: 'description', as: 'texts' },
  { key: 'client_description', as: 'texts' },
  { key: 'client_kinds', as: 'multi', of: from('individual', 'company', 'founder', 'association') },
  {
    key: 'nature',
    as: 'select',
    none: false,
    of: from('dossier', 'prestation', 'mission', 'service', 'demarche'),
  },
  { key: 'family', as: 'select', of: listed('families') },
  { key: 'icon', as: 'icon' },
  { key: 'colour', as: 'colour' },
];

const RULES: Property[] = [
  { key: 'visible', as: 'toggle' },
  {
    key: 'requestable',
    as: 'toggle',
    help: [
      'Demande un formulaire nommé « request » ; le modèle doit être visible.',
      'Needs a form named “request”; the template must be visible.',
    ],
  },
  { key: 'parallel', as: 'toggle' },
  { key: 'countdown', as: 'toggle' },
  { key: 'show_price', as: 'select', none: false, of: from('done', 'filled') },
  {
    key: 'missing_label',
    as: 'label',
    help: [
      'Par exemple « Manquant » pour un crédit ; sinon « À fournir ».',
      'For instance “Missing” for a loan; otherwise “To provide”.',
    ],
  },
  { key: 'due_days', as: 'number' },
  { key: 'roles', as: 'multi', of: listed('case_roles') },
];

export function GeneralSection() {
  const { history, template, lang, words } = useEditor();
  const change = (next: Record<string, unknown>, key: string): void =>
    history.edit(() => next as Template, `general.${key}`);
  const kinds = (template['client_kinds'] as string[] | undefined) ?? [];
  return (
    <>
      <div className="elb-canvas">
        <h2>{words.general}</h2>
        <div className={`elb-hero elaska-c-${String(template['colour'] ?? 'slate')}`}>
          <span className="elb-heroicon">
            <Icon name={String(template['icon'] ?? 'folder')} size={28} />
          </span>
          <div>
            <strong>{said(template.label, lang) || words.untitled}</strong>
            <p>
              {said((template['client_description'] ?? template['description']) as never, lang)}
            </p>
            <small>
              {from(...kinds)({ lang } as never)
                .map((kind) => kind.label)
                .join(' · ')}
            </small>
          </div>
        </div>
        <Properties path="" item={template} properties={PROPERTIES} onChange={change} />
      </div>
      <aside className="elb-side">
        <Properties path="" item={template} properties={RULES} onChange={change} />
        <Billing />
      </aside>
    </>
  );
}
