/* An answer that is files, as it stands: each by its name, to be read. */
import type { ControlProps } from '@/components/form/Field';
import { fileSize } from '@/lib/format';
import type { Opened } from './model';

type Props = { opened: Opened; control: ControlProps };

export function FilesList({ opened, control }: Props) {
  const { form } = control.context;
  const ids = form.value(control.code, control.row).split(',');
  const files = (opened.files ?? []).filter((file) => ids.includes(String(file.id)));
  if (files.length === 0) return <p className="elf-quiet">{opened.words.noFile}</p>;
  return (
    <ul className="elf-files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`${opened.fileUrl ?? ''}${file.id}`}>{file.name}</a>{' '}
          <span className="elf-quiet">{fileSize(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}
