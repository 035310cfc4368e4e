/* What a numbered tag counts (CASE-18): a kind of thing and, for pieces, of which category. */
import { choices, useEditor } from './context';
import { Select } from './controls';
import { PROPERTY, named } from './words';

type Bag = Record<string, unknown>;

export function TagCount({ item, onChange }: { item: Bag; onChange: (item: Bag) => void }) {
  const { lang, lists } = useEditor();
  const count = (item['count'] as Bag | undefined) ?? {};
  const kind = Object.keys(count)[0] ?? 'pieces';
  const inside = count[kind];
  const filter = typeof inside === 'object' && inside !== null ? (inside as Bag) : {};
  return (
    <div className="elb-properties">
      <Select
        label={named(PROPERTY, 'count', lang)}
        value={kind}
        choices={choices(['pieces', 'tasks', 'parties', 'fields'], lang)}
        onChange={(next) =>
          onChange({ ...item, count: { [next]: next === 'pieces' ? {} : 'all' } })
        }
      />
      {kind === 'pieces' && (
        <Select
          label={named(PROPERTY, 'category', lang)}
          value={String(filter['category'] ?? '')}
          none="—"
          choices={lists['piece_categories'] ?? []}
          onChange={(category) =>
            onChange({ ...item, count: { pieces: category ? { category } : {} } })
          }
        />
      )}
    </div>
  );
}
