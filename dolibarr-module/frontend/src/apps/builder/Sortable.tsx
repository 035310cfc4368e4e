/*
 * A list that is put in order by dragging, or by its arrows: every drag has its twin on the keyboard. A drop between two
 * lists of one `kind` moves the item over.
 */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import {
  attachClosestEdge,
  extractClosestEdge,
  type Edge,
} from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';

type ItemProps = {
  kind: string;
  index: number;
  axis?: 'vertical' | 'both';
  onDrop: (from: number, to: number, data: Record<string | symbol, unknown>) => void;
  className?: string;
  children: ReactNode;
};

const edgesOf = (axis: ItemProps['axis']): Edge[] =>
  axis === 'both' ? ['left', 'right'] : ['top', 'bottom'];

/* Where the item lands, counted as if it had already been taken out. */
function landing(from: number, over: number, edge: Edge | null, same: boolean): number {
  const after = edge === 'bottom' || edge === 'right';
  const at = over + (after ? 1 : 0);
  return same && from < at ? at - 1 : at;
}

export function SortableItem({ kind, index, axis, onDrop, className, children }: ItemProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [edge, setEdge] = useState<Edge | null>(null);
  const [lifted, setLifted] = useState(false);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ kind, index }),
        onDragStart: () => setLifted(true),
        onDrop: () => setLifted(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['kind'] === kind || source.data['into'] === kind,
        getData: ({ input, element: target }) =>
          attachClosestEdge({ index }, { input, element: target, allowedEdges: edgesOf(axis) }),
        onDrag: ({ self, source }) =>
          setEdge(source.element === element ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source, location }) => {
          setEdge(null);
          if (location.current.dropTargets[0]?.element !== element) return;
          const same = source.data['kind'] === kind;
          const from = same ? Number(source.data['index']) : -1;
          drop.current(
            from,
            landing(from, index, extractClosestEdge(self.data), same),
            source.data,
          );
        },
      }),
    );
  }, [kind, index, axis]);
  return (
    <div
      ref={ref}
      className={`elb-item ${className ?? ''}`}
      data-edge={edge ?? undefined}
      data-lifted={lifted || undefined}
    >
      {children}
    </div>
  );
}

/* Something that may be dragged into a list of kind `into`; a click adds it at the end. */
export function Supply({
  into,
  data,
  onPick,
  children,
}: {
  into: string;
  data: Record<string, unknown>;
  onPick: () => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLButtonElement>(null);
  const held = useRef(data);
  useEffect(() => {
    held.current = data;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    return draggable({ element, getInitialData: () => ({ into, ...held.current }) });
  }, [into]);
  return (
    <button ref={ref} type="button" className="elb-supply" onClick={onPick}>
      {children}
    </button>
  );
}

/* The space after the last item. */
export function DropEnd({
  kind,
  onDrop,
  children,
}: {
  kind: string;
  onDrop: (data: Record<string | symbol, unknown>) => void;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const drop = useRef(onDrop);
  useEffect(() => {
    drop.current = onDrop;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data['kind'] === kind || source.data['into'] === kind,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        drop.current(source.data);
      },
    });
  }, [kind]);
  return (
    <div ref={ref} className="elb-end" data-over={over || undefined}>
      {children}
    </div>
  );
}
