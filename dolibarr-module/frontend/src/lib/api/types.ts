/* Names for the shapes of the contract; schema.d.ts is generated from openapi.json (`make front-types`). */
import type { components, paths } from './schema';

type Schemas = components['schemas'];

export type Account = Schemas['Account'];
export type AccountClient = Schemas['AccountClient'];
export type Adviser = Schemas['Adviser'];
export type Badge = Schemas['Badge'];
export type Case = Schemas['Case'];
export type CaseList = Schemas['CaseList'];
export type CaseKind = Schemas['CaseKind'];
export type CaseRow = Schemas['CaseRow'];
export type CaseAction = Schemas['CaseAction'];
export type CasePiece = Schemas['CasePiece'];
export type CaseStep = Schemas['CaseStep'];
export type CaseTag = Schemas['CaseTag'];
export type CaseTerms = Schemas['CaseTerms'];
export type FieldSheet = Schemas['FieldSheet'];
export type Firm = Schemas['Firm'];
export type Gauge = Schemas['Gauge'];
export type Home = Schemas['Home'];
export type Invitation = Schemas['Invitation'];
export type Invoice = Schemas['Invoice'];
export type InvoiceLine = Schemas['InvoiceLine'];
export type InvoiceList = Schemas['InvoiceList'];
export type InvoiceRow = Schemas['InvoiceRow'];
export type InvoiceTime = Schemas['InvoiceTime'];
export type Me = Schemas['Me'];
export type VaultAdviser = Schemas['VaultAdviser'];
export type VaultEntry = Schemas['VaultEntry'];
export type VaultFile = Schemas['VaultFile'];
export type VaultUpload = Schemas['VaultUpload'];
export type ProblemBody = Schemas['Problem'];
export type Message = Schemas['Message'];
export type Request = Schemas['Request'];
export type RequestForm = Schemas['RequestForm'];
export type RequestRow = Schemas['RequestRow'];
export type RequestStep = Schemas['RequestStep'];
export type ResetLink = Schemas['ResetLink'];
export type Service = Schemas['Service'];
export type Session = Schemas['Session'];
export type SessionList = Schemas['SessionList'];
export type CodeTarget = Schemas['CodeTarget'];
export type QrCode = Schemas['QrCode'];
export type Share = Schemas['Share'];
export type SharedFile = Schemas['SharedFile'];
export type StepForm = Schemas['StepForm'];
export type StoredFile = Schemas['StoredFile'];
export type Task = Schemas['Task'];
export type TaskCard = Schemas['TaskCard'];
export type TeamMember = Schemas['TeamMember'];
export type TimeRow = Schemas['TimeRow'];
export type TimeSheet = Schemas['TimeSheet'];
export type Timeline = Schemas['Timeline'];
export type TimelineEvent = Schemas['TimelineEvent'];
export type DocumentRow = Schemas['DocumentRow'];
export type Todo = Schemas['Todo'];
export type TodoRow = Schemas['TodoRow'];
export type Waiting = Schemas['Waiting'];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type Path = keyof paths;

/* The operation behind a path and a method, or never. */
export type Operation<P extends Path, M extends Method> =
  paths[P] extends Record<M, infer O> ? O : never;

type Json<R> = R extends { content: { 'application/json': infer T } } ? T : undefined;

export type Answer<O> = O extends { responses: infer R }
  ? R extends { 200: infer Ok }
    ? Json<Ok>
    : R extends { 201: infer Ok }
      ? Json<Ok>
      : R extends { 202: infer Ok }
        ? Json<Ok>
        : undefined
  : undefined;

export type PathParams<O> = O extends { parameters: { path: infer T } } ? T : undefined;
export type Query<O> = O extends { parameters: { query?: infer T } } ? T : undefined;
export type Body<O> = O extends {
  requestBody: { content: { 'application/json': infer T } };
}
  ? T
  : undefined;
