import type { Model, Resource } from '../../audit/assembly/model';
import type { Invariant } from '../../audit/proofs/invariant';
import { keysOf } from './pointer';

/** Which invariants ask for which property of which type: noted while they are proved of the original. */
export class Readers {
  private readonly askers = new Map<string, Set<string>>();

  /** The model with every question for a property noted as this invariant's. */
  public listening(model: Model, { id }: Invariant): Model {
    const heard = Object.create(model) as { property: Model['property'] } & Model;
    heard.property = (resource: Resource, ...path) => {
      const key = `${resource.type} ${path.join('/')}`;
      this.askers.set(key, (this.askers.get(key) ?? new Set()).add(id));
      return model.property(resource, ...path);
    };
    return heard;
  }

  /** Why no invariant notices a change there, as far as reading tells. */
  public reason(type: string, pointer: string): string {
    const path = keysOf(pointer).slice(1);
    const wanted = path.join('/');
    const found = [...this.askers].flatMap(([key, ids]) => {
      const [of = '', asked = ''] = key.split(' ');
      const meets = asked === '' || `${wanted}/`.startsWith(`${asked}/`) || `${asked}/`.startsWith(`${wanted}/`);
      return of === type && meets && path.length > 0 ? [...ids] : [];
    });
    const ids = [...new Set(found)].sort();
    const what = path.filter((key) => !/^\d+$/.test(key)).join('.');
    if (path.length === 0) return `no invariant asks that a ${type} is there beside those that are`;
    if (ids.length === 0) return `no invariant asks for ${what} of ${type}`;
    return `${ids.join(', ')} ${ids.length === 1 ? 'reads' : 'read'} ${what}, and would hold of it either way`;
  }
}
