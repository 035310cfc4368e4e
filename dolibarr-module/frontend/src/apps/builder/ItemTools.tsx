/* The tools of an item in its list: the keyboard's way of moving it, a copy, away with it. */
import { useEditor } from './context';
import { Icon } from './Icon';

type Held = {
  move: (from: number, to: number) => void;
  copy: (at: number) => void;
  drop: (at: number) => void;
};

export function ItemTools({ held, at, of }: { held: Held; at: number; of: number }) {
  const { words } = useEditor();
  const tools = [
    { icon: 'arrow-up', says: words.up, off: at === 0, does: () => held.move(at, at - 1) },
    { icon: 'arrow-down', says: words.down, off: at === of - 1, does: () => held.move(at, at + 1) },
    { icon: 'copy', says: words.copy, off: false, does: () => held.copy(at) },
    { icon: 'trash', says: words.remove, off: false, does: () => held.drop(at) },
  ];
  return (
    <span className="elb-tools">
      {tools.map((tool) => (
        <button
          key={tool.icon}
          type="button"
          aria-label={tool.says}
          disabled={tool.off}
          onClick={tool.does}
        >
          <Icon name={tool.icon} size={15} />
        </button>
      ))}
    </span>
  );
}
