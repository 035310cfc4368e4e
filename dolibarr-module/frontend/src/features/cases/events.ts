/*
 * What happened on a case, said to the client: the text of each kind of event, its icon, and what a chip of the filter asks
 * for. A kind that is not here gets the plain sentence.
 */
export const SAID = {
  'action.asked': 'asked',
  'action.answered': 'answered',
  'action.cancelled': 'askCancelled',
  'action.reopened': 'askedAgain',
  'case.archived': 'archived',
  'case.unarchived': 'unarchived',
  'case.fields': 'fields',
  'case.member': 'member',
  'case.progress': 'progress',
  'case.updated': 'updated',
  'file.commented': 'fileCommented',
  'dispatch.sent': 'dispatchSent',
  'file.added': 'fileAdded',
  'file.version': 'fileVersion',
  'file.received': 'fileReceived',
  'file.validated': 'fileValidated',
  'file.refused': 'fileRefused',
  'file.delivered': 'fileDelivered',
  'file.deleted': 'fileDeleted',
  'file.infected': 'fileInfected',
  'note.added': 'noteAdded',
  'note.changed': 'noteChanged',
  'party.added': 'partyAdded',
  'piece.added': 'pieceAdded',
  'piece.declined': 'pieceAsked',
  'piece.reused': 'pieceReused',
  'piece.unproposed': 'pieceAsked',
  'piece.changed': 'pieceChanged',
  'piece.deposited': 'pieceDeposited',
  'piece.expired': 'pieceExpired',
  'piece.filled': 'pieceFilled',
  'piece.received': 'pieceReceived',
  'piece.refused': 'pieceRefused',
  'piece.removed': 'pieceRemoved',
  'piece.required': 'pieceRequired',
  'piece.skipped': 'pieceSkipped',
  'piece.validated': 'pieceValidated',
  'step.confirmed': 'stepValidated',
  'step.answered': 'stepAnswered',
  'step.form': 'stepForm',
  'step.reopened': 'stepReopened',
  'step.required': 'stepRequired',
  'step.skipped': 'stepSkipped',
  'step.started': 'stepStarted',
  'step.updated': 'stepPlanned',
  'step.validated': 'stepValidated',
  'task.accepted': 'taskAccepted',
  'task.client_done': 'taskClientDone',
  'task.commented': 'taskCommented',
  'task.created': 'taskCreated',
  'task.done': 'taskDone',
  'task.moved': 'taskMoved',
  'task.refused': 'taskRefused',
  'task.sent_back': 'taskSentBack',
  'task.suggested': 'taskSuggested',
  'task.updated': 'taskUpdated',
} as const;

export type SaidKind = keyof typeof SAID;

export const isSaid = (kind: string): kind is SaidKind =>
  Object.prototype.hasOwnProperty.call(SAID, kind);

/* What the event is about: the step, the document, the task, the person, the file, what was asked. */
export function eventSubject(data: Record<string, unknown> | null | undefined): string {
  for (const name of ['step', 'piece', 'title', 'name', 'file', 'progress', 'message']) {
    const value = data?.[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return '';
}

const of = (...starts: string[]): string[] =>
  Object.keys(SAID).filter((kind) => starts.some((start) => kind.startsWith(start)));

/* What a chip asks the service for; all: everything. */
export const FILTERS = {
  all: [],
  steps: ['case.created', 'case.status', ...of('step.')],
  documents: of('piece.', 'file.', 'dispatch.'),
  tasks: of('task.', 'action.'),
  messages: [
    'mail.sent',
    'task.commented',
    'file.commented',
    'action.asked',
    'action.answered',
    ...of('note.'),
  ],
  invoices: ['invoice.issued', 'invoice.credited'],
} as const satisfies Record<string, readonly string[]>;

export type Filter = keyof typeof FILTERS;
