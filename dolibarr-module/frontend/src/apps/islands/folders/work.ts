/* What is done to folders and with them: asked, told, undone where that can be. */
import { office, OfficeError } from '../office';
import { toast } from '../ui/toast';
import { upload } from '../upload';
import { chooser, editor, removal, type Answer, type Looks, type Readers } from './dialog';
import { below, byId, childrenOf, mayMove, type Folder, type Person, type Tree } from './model';
import { put, wordsOf, type Words } from './words';

export type Data = {
  tree: Tree;
  people: Person[];
  page: string; /* address without a folder */
  chosen: number | null; /* 0: in none */
  icons: string;
  levels: string[]; /* as the firm calls them */
};

export class Work {
  readonly words: Words;
  private readonly config: { endpoint: string; token: string };
  private readonly uploads: string;
  private groups: Person[] = [];
  private busy = false;

  constructor(
    readonly root: HTMLElement,
    readonly data: Data,
    private readonly drawn: () => void,
    private readonly unfold: (id: number) => void,
  ) {
    const words = wordsOf(root.dataset['lang']);
    const [, confidential = '', restricted = ''] = data.levels;
    this.words = {
      ...words,
      levels: data.levels,
      levelHelp: put(words.levelHelp, { confidential, restricted }),
    };
    this.config = { endpoint: root.dataset['endpoint'] ?? '', token: root.dataset['token'] ?? '' };
    this.uploads = root.dataset['uploadUrl'] ?? '';
  }

  get tree(): Tree {
    return this.data.tree;
  }

  address(folder: number | null): string {
    const page = new URL(this.data.page, location.href);
    if (folder !== null) page.searchParams.set('folder', String(folder));
    return page.toString();
  }

  /* --- asking --------------------------------------------------------------- */

  call = <T>(op: string, input: Record<string, unknown>): Promise<T> =>
    office<T>(this.config, op, input);

  /* What went wrong, as a dialog shows it; what somebody changed meanwhile is read again. */
  async attempt(work: () => Promise<unknown>, done: () => void): Promise<Answer> {
    try {
      await work();
    } catch (error) {
      const refusal = error instanceof OfficeError ? error : null;
      if (refusal?.key === 'conflict.version') await this.refresh();
      return {
        problem: (error as Error).message || this.words.failed,
        field: refusal?.details.problems?.[0]?.field,
      };
    }
    await this.refresh();
    done();
    return null;
  }

  async refresh(): Promise<void> {
    const client = this.tree.client;
    this.data.tree = await this.call<Tree>('folder.tree', { client }).catch(() => this.tree);
    this.drawn();
    document
      .querySelectorAll('[data-elaska-list]')
      .forEach((list) => list.dispatchEvent(new CustomEvent('elaska:reload')));
  }

  loud = (answer: Answer): void => {
    if (answer) toast(answer.problem, { bad: true });
  };

  /* --- what is done ----------------------------------------------------------- */

  async readers(folder: Folder | null): Promise<Readers> {
    const named = { users: [] as number[], groups: [] as number[] };
    if (folder) {
      const read = await this.call<{ users: Person[]; groups: Person[]; all_groups: Person[] }>(
        'folder.read',
        { folder: folder.id, with_groups: true },
      );
      named.users = read.users.map((person) => person.id);
      named.groups = read.groups.map((group) => group.id);
      this.groups = read.all_groups;
    }
    return { users: this.data.people, groups: this.groups, named };
  }

  async create(parent: Folder | null): Promise<void> {
    const title = parent ? put(this.words.createIn, { name: parent.name }) : this.words.createTop;
    const looks: Looks = {
      name: '',
      icon: 'folder',
      colour: '',
      visible: !parent?.hidden,
      level: 0,
    };
    const where = parent ? { parent: parent.id } : { client: this.tree.client };
    editor(
      this.words,
      { title, action: this.words.createDo },
      looks,
      await this.readers(null),
      (made) =>
        this.attempt(
          () => this.call('folder.create', { ...where, ...made }),
          () => {
            if (parent) this.unfold(parent.id);
            toast(put(this.words.created, { name: made.name }));
          },
        ),
    );
  }

  async edit(folder: Folder): Promise<void> {
    const readers = await this.readers(folder).catch(() => null);
    if (!readers) return toast(this.words.failed, { bad: true });
    editor(
      this.words,
      { title: put(this.words.editing, { name: folder.name }), action: this.words.save },
      folder,
      readers,
      (looks) =>
        this.attempt(
          () =>
            this.call('folder.update', { folder: folder.id, version: folder.version, ...looks }),
          () => toast(this.words.saved),
        ),
    );
  }

  async move(folder: Folder, parent: number | null, before?: number): Promise<Answer> {
    const was = folder.parent;
    const next = this.after(folder);
    return this.attempt(
      () =>
        this.call('folder.move', {
          folder: folder.id,
          version: folder.version,
          parent,
          ...(before ? { before } : {}),
        }),
      () =>
        toast(put(this.words.moved, { name: folder.name }), {
          undo: {
            label: this.words.undo,
            run: () => {
              const now = byId(this.tree, folder.id);
              if (now)
                void this.attempt(
                  () =>
                    this.call('folder.move', {
                      folder: now.id,
                      version: now.version,
                      parent: was,
                      ...(next ? { before: next } : {}),
                    }),
                  () => undefined,
                ).then(this.loud);
            },
          },
        }),
    );
  }

  siblings = (folder: Folder): Folder[] => childrenOf(this.tree, folder.parent);
  after(folder: Folder): number | undefined {
    const all = this.siblings(folder);
    return all[all.findIndex((one) => one.id === folder.id) + 1]?.id;
  }

  shift(folder: Folder, by: -1 | 1): void {
    const all = this.siblings(folder);
    const at = all.findIndex((one) => one.id === folder.id);
    const before = by < 0 ? all[at - 1]?.id : all[at + 2]?.id;
    if (by < 0 ? at > 0 : at < all.length - 1)
      void this.move(folder, folder.parent, before).then((answer) => {
        this.loud(answer);
        this.root.querySelector<HTMLElement>(`[data-folder="${folder.id}"] .elf-more`)?.focus();
      });
  }

  remove(folder: Folder): void {
    const parent = byId(this.tree, folder.parent);
    const inside = below(this.tree, folder.id).size - 1;
    const opens = folder.guarded > (parent?.guarded ?? 0);
    removal(this.words, folder, inside, parent?.name ?? this.words.all, opens, () =>
      this.attempt(
        () =>
          this.call('folder.delete', { folder: folder.id, version: folder.version, content: 'up' }),
        () => {
          if (this.data.chosen === folder.id) location.href = this.address(folder.parent);
          toast(put(this.words.removed, { name: folder.name }));
        },
      ),
    );
  }

  async file(ids: number[], to: number | null): Promise<Answer> {
    const name = byId(this.tree, to)?.name;
    const text = !name
      ? this.words.unfiledDone
      : ids.length > 1
        ? put(this.words.filed, { n: ids.length, to: name })
        : put(this.words.filedOne, { to: name });
    return this.attempt(
      () => this.call('document.file', { files: ids, folder: to }),
      () => toast(text),
    );
  }

  async deposit(folder: Folder, files: File[]): Promise<void> {
    const refused: string[] = [];
    const of = folder.case
      ? { object: 'case', id: folder.case }
      : { object: 'document', id: this.tree.client };
    if (this.busy || files.length === 0) return;
    this.busy = true;
    for (const file of files) {
      toast(put(this.words.sending, { name: file.name }));
      await upload(
        this.uploads,
        this.config.token,
        { ...of, folder: folder.id },
        file,
        () => undefined,
      ).catch((error: Error) =>
        refused.push(`${file.name} : ${error.message || this.words.failed}`),
      );
    }
    this.busy = false;
    await this.refresh();
    if (refused.length > 0) return toast(refused.join(' '), { bad: true });
    toast(
      files.length > 1
        ? put(this.words.dropped, { n: files.length, to: folder.name })
        : put(this.words.droppedOne, { to: folder.name }),
    );
  }

  prepare(): void {
    let filed = 0;
    const work = async (): Promise<void> => {
      for (let more = true; more;) {
        const out = await this.call<{ filed: number; more: boolean }>('folder.prepare', {
          client: this.tree.client,
        });
        filed += out.filed;
        more = out.more;
      }
    };
    void this.attempt(work, () => toast(put(this.words.prepared, { n: filed }))).then(this.loud);
  }

  /* Where it may go, by keys. */
  moving(folder: Folder): void {
    const { words, tree } = this;
    const title = put(words.moving, { name: folder.name });
    const allowed = (to: Folder | null): boolean =>
      mayMove(tree, folder, to) && (to?.id ?? null) !== folder.parent;
    const move = (to: number | null): Promise<Answer> => this.move(folder, to);
    chooser(words, { title, action: words.moveDo, top: words.top }, tree, allowed, move);
  }

  filing(ids: number[]): void {
    const { words, tree } = this;
    const title = ids.length > 1 ? put(words.filing, { n: ids.length }) : words.filingOne;
    const file = (to: number | null): Promise<Answer> => this.file(ids, to);
    chooser(words, { title, action: words.fileDo, top: words.none }, tree, () => true, file);
  }
}
