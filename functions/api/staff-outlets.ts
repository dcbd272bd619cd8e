import type { OutletPages } from '../../src/domain/outlet-pages.ts';
import { failed, ok } from '../../src/domain/problem.ts';
import { hasRole } from '../../src/domain/staff.ts';
import { readForm } from '../http/read-form.ts';
import {
  pauseOutlet,
  resumeOutlet,
  testOutlet,
  type ManageOutletsDeps,
} from '../use-cases/manage-outlets.ts';

const MAX_BYTES = 4096;

/** The page of channels for the administrator, whose buttons work without script. */
export function outletPages(deps: ManageOutletsDeps): OutletPages {
  return {
    outlets: () => deps.outlets.listStatus(deps.now()),
    async changeOutlets(member, request) {
      if (!hasRole(member, 'administrator')) return { id: '', result: failed('role-missing') };
      const form = await readForm(request, MAX_BYTES);
      if (!form.ok) return { id: '', result: form };
      const id = form.value.get('id') ?? '';
      const what = form.value.get('do');
      if (what === 'test') {
        const tested = await testOutlet(deps, id, member.id);
        if (!tested.ok) return { id, result: tested };
        const trouble = tested.value.outcome === 'delivered' ? null : tested.value.trouble;
        return { id, result: ok({ did: 'tested' as const, trouble }) };
      }
      if (what !== 'pause' && what !== 'resume') return { id, result: failed('form-invalid') };
      const done = await (what === 'pause' ? pauseOutlet : resumeOutlet)(deps, id, member.id);
      if (!done.ok) return { id, result: done };
      return {
        id,
        result: ok({ did: what === 'pause' ? ('paused' as const) : ('resumed' as const), trouble: null }),
      };
    },
  };
}
