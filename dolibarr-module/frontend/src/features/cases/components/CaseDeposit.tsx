/* A place to deposit something of a case; what is shown of the case is read again once it is there. */
import { Deposit } from '@/components/Deposit';
import type { Target } from '@/lib/api/upload';
import { useRefreshCase } from '../api/case-tasks';

type Props = { label: string; many?: boolean; id: number; target: Target };

export function CaseDeposit({ id, ...props }: Props) {
  return <Deposit {...props} onArrived={useRefreshCase(props.target.client, id)} />;
}
