/* The core's program of one form of the template being edited, run in the browser. */
import type { FormEngine } from '@/components/form/types';
import { program, type Office } from './api';
import type { Template } from './model';

let office: Office | null = null;
export const through = (config: Office): void => {
  office = config;
};

export async function loadForm(
  template: Template,
  form: string,
  lang: string,
): Promise<FormEngine | null> {
  if (!office) return null;
  void lang;
  return program(office, template, form);
}
