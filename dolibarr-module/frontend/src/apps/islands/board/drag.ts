/* Cards dragged with the mouse or a finger. The place is looked for among the drawn cards of one column only. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { el } from '../dom';
import type { Place } from './model';
import type { BoardView, ColumnView } from './view';

export const cardDraggable = (node: HTMLLIElement, id: number): void => {
  draggable({
    element: node,
    getInitialData: () => ({ card: id }),
    onDragStart: () => node.classList.add('elb-dragged'),
    onDrop: () => node.classList.remove('elb-dragged'),
  });
};

/* Index of the drawn card before which a pointer at this height would drop. */
export function indexAt(cards: HTMLElement[], y: number): number {
  let low = 0;
  let high = cards.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const box = cards[middle]?.getBoundingClientRect();
    if (box && y > box.top + box.height / 2) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Drop = { may: (id: number, column: string) => boolean; drop: (id: number, to: Place) => void };

class Targets {
  private readonly line = el('li', { class: 'elb-line', 'aria-hidden': 'true' });
  private place: Place | null = null;

  constructor(
    private readonly view: BoardView,
    private readonly on: Drop,
  ) {}

  start(): void {
    const { view, on } = this;
    combine(
      ...view.columns.map((column) =>
        dropTargetForElements({
          element: column.node,
          canDrop: ({ source }) => on.may(Number(source.data['card']), column.column.code),
          getData: () => ({ column: column.column.code }),
          onDragEnter: () => column.node.classList.add('elb-over'),
          onDrag: ({ location }) => this.point(column, location.current.input.clientY),
          onDragLeave: () => this.leave(column),
          /* A quick hand lets go between two frames: the place is where it did. */
          onDrop: ({ location }) => {
            this.point(column, location.current.input.clientY);
            this.leave(column, true);
          },
        }),
      ),
      monitorForElements({
        canMonitor: ({ source }) => 'card' in source.data,
        onDragStart: () => view.node.classList.add('elb-dragging'),
        onDrop: ({ source, location }) => {
          view.node.classList.remove('elb-dragging');
          const place = this.place;
          this.place = null;
          this.line.remove();
          if (place && location.current.dropTargets.length > 0)
            on.drop(Number(source.data['card']), place);
        },
      }),
    );
  }

  private leave(column: ColumnView, dropped = false): void {
    column.node.classList.remove('elb-over');
    this.line.remove();
    if (!dropped) this.place = null;
  }

  private point(column: ColumnView, y: number): void {
    const cards = column.cards().filter((node) => node !== this.line);
    const next = cards[indexAt(cards, y)];
    const before = next ? Number(next.dataset['id']) : null;
    if (this.place?.column === column.column.code && this.place.before === before) return;
    this.place = { column: column.column.code, before };
    if (next) next.before(this.line);
    else column.list.append(this.line);
  }
}

export const dragging = (view: BoardView, on: Drop): void => new Targets(view, on).start();
