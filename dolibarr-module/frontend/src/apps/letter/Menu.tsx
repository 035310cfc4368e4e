/* What letters have beyond formatted text: names, blocks, tables. */
import type { Command, EditorState } from 'prosemirror-state';
import type { ReactNode } from 'react';
import {
  addColumn,
  addRow,
  dropColumn,
  dropRow,
  insertCode,
  insertCondition,
  insertPageBreak,
  insertRepeat,
  insertTable,
  insertVariable,
  inTable,
  repeatedAt,
  repeatRow,
} from './commands';
import type { Group } from './model';
import { wordsOf, type Words } from './words';

type Props = {
  state: EditorState;
  groups: Group[];
  lang: string;
  run: (command: Command) => void;
  children?: ReactNode;
};

const Names = ({ groups, words, run }: { groups: Group[]; words: Words; run: Props['run'] }) => (
  <select
    value=""
    aria-label={words.variable}
    onChange={(event) => run(insertVariable(event.target.value))}
  >
    <option value="">{words.variable}…</option>
    {groups.map((group) => (
      <optgroup
        key={group.code}
        label={group.list ? `${words.repeat} : ${group.label}` : group.label}
      >
        {group.names.map((each) => (
          <option key={`${group.code}.${each.name}`} value={each.name}>
            {each.label}
          </option>
        ))}
      </optgroup>
    ))}
  </select>
);

/* The list that the row or item at the cursor stands for. */
const Again = ({ state, groups, words, run }: Props & { words: Words }) => {
  const repeated = repeatedAt(state);
  if (repeated === undefined || groups.length === 0) return null;
  return (
    <select
      value={repeated}
      aria-label={words.repeatRow}
      title={words.repeatRow}
      onChange={(event) => run(repeatRow(event.target.value))}
    >
      <option value="">{words.noRepeat}</option>
      {groups
        .filter((group) => group.list)
        .map((group) => (
          <option key={group.code} value={group.code}>
            {words.each} : {group.label}
          </option>
        ))}
    </select>
  );
};

export function Menu(props: Props) {
  const { state, groups, run } = props;
  const words = wordsOf(props.lang);
  const blocks: Array<[string, Command]> = [
    ...(groups.length
      ? [
          [words.condition, insertCondition] as [string, Command],
          [words.repeat, insertRepeat] as [string, Command],
        ]
      : []),
    [words.table, insertTable],
    [words.pageBreak, insertPageBreak],
    [words.code, insertCode],
  ];
  const table: Array<[string, Command]> = [
    [words.addRow, addRow],
    [words.addColumn, addColumn],
    [words.dropRow, dropRow],
    [words.dropColumn, dropColumn],
  ];
  return (
    <div className="elp-menu" role="group" aria-label={words.insert}>
      {groups.length > 0 && <Names groups={groups} words={words} run={run} />}
      {[...blocks, ...(inTable(state) ? table : [])].map(([label, command]) => (
        <button
          key={label}
          type="button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(command)}
        >
          {label}
        </button>
      ))}
      {props.children}
      <Again {...props} words={words} />
    </div>
  );
}
