/* Columns of a table: what each is called, what is typed in it, whether a line may do without. */
import { useEditor, choices } from './context';
import {
  LineProblem,
  OptionLines,
  Tools,
  TextPair,
  labelOf,
  relabel,
  type LinesProps,
} from './lines';
import { codeOf, freeCode, move, put } from './model';
import { PROPERTY, named } from './words';

type Line = Record<string, unknown>;
/* A table in a table, a text of pages or a file have no place in a cell. */
const TYPES = ['text', 'number', 'amount', 'percent', 'date', 'yesno', 'choice', 'email', 'phone'];

function Column({ line, at, props }: { line: Line; at: number; props: LinesProps }) {
  const { lang } = useEditor();
  const { label, value, words, onChange } = props;
  const write = (next: Line): void => onChange(value.map((each, i) => (i === at ? next : each)));
  const taken = value.filter((_, i) => i !== at).map((each) => String(each['code']));
  const type = String(line['type']);
  const types = TYPES.includes(type) ? TYPES : [...TYPES, type];
  return (
    <div className="elb-line elb-column">
      <TextPair
        value={labelOf(line)}
        placeholder={label}
        onChange={(next) => write(relabel(line, next, taken))}
      />
      <select
        aria-label={named(PROPERTY, 'type', lang)}
        value={type}
        onChange={(event) => {
          const plain = Object.entries(line).filter(([key]) => key !== 'options' && key !== 'list');
          write({ ...Object.fromEntries(plain), type: event.target.value });
        }}
      >
        {choices(types, lang).map((choice) => (
          <option key={choice.code} value={choice.code}>
            {choice.label}
          </option>
        ))}
      </select>
      <label className="elb-toggle">
        <input
          type="checkbox"
          checked={line['required'] === true}
          onChange={(event) => write(put(line, 'required', event.target.checked || undefined))}
        />
        <span>{named(PROPERTY, 'required', lang)}</span>
      </label>
      <Tools
        at={at}
        of={value.length}
        words={words}
        onMove={(to) => onChange(move(value, at, to))}
        onDrop={() => onChange(value.filter((_, i) => i !== at))}
      />
      <LineProblem wrong={props.wrong} at={at} />
      {type === 'choice' && line['list'] === undefined && (
        <OptionLines
          {...props}
          wrong={undefined}
          label={named(PROPERTY, 'options', lang)}
          value={(line['options'] as Line[] | undefined) ?? []}
          onChange={(options) => write(put(line, 'options', options))}
        />
      )}
    </div>
  );
}

export function ColumnLines(props: LinesProps) {
  const { label, value, onChange, words } = props;
  const add = (): void => {
    const taken = value.map((line) => String(line['code']));
    onChange([...value, { code: freeCode(codeOf('item'), taken), type: 'text', label: {} }]);
  };
  return (
    <fieldset className="elb-row elb-lines">
      <legend>{label}</legend>
      {value.map((line, at) => (
        <Column key={at} line={line} at={at} props={props} />
      ))}
      <button type="button" className="elb-more" onClick={add}>
        + {words.add}
      </button>
    </fieldset>
  );
}
