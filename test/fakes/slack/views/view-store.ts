import { type JsonObject, objectsOf, textOf } from '../../shared/json.ts';
import { filled } from '../block-kit/fill-ids.ts';
import type { Ids } from '../ids.ts';
import type { World } from '../world/world.ts';
import type { View } from './view.ts';

/** Modals lie on each other at most three deep (Slack docs: "Modals", push_limit_reached). */
const STACK = 3;

/** The views of every person: a stack of modals and a Home tab. */
export class ViewStore {
  readonly #world: World;
  readonly #ids: Ids;
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();

  constructor(world: World, ids: Ids) {
    this.#world = world;
    this.#ids = ids;
  }

  /** The modal this person looks at. */
  top(userId: string): View | null {
    return this.stack(userId).at(-1) ?? null;
  }

  /** All open modals of a person, the one looked at last. */
  stack(userId: string): readonly View[] {
    return this.#stacks.get(userId) ?? [];
  }

  /** The app's Home tab as this person has it; null when it was never published. */
  home(teamId: string, userId: string): View | null {
    return this.#homes.get(`${teamId} ${userId}`) ?? null;
  }

  /** An open modal or a published Home tab. A closed modal is not found. */
  find(teamId: string, by: { id: string } | { externalId: string }): View | undefined {
    const views = [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
    return views.find(
      (view) =>
        view.teamId === teamId && ('id' in by ? view.id === by.id : view.spec.external_id === by.externalId),
    );
  }

  /** Opens a modal in the place of all that were open. */
  open(teamId: string, userId: string, spec: JsonObject): View {
    const view = this.#made(teamId, userId, spec, null);
    this.#stacks.set(userId, [view]);
    this.#world.changed();
    return view;
  }

  /** Lays a modal on the others; null when three lie there already. */
  push(teamId: string, userId: string, spec: JsonObject): View | null {
    const stack = this.#stacks.get(userId) ?? [];
    if (stack.length >= STACK) return null;
    const view = this.#made(teamId, userId, spec, stack.at(-1) ?? null);
    this.#stacks.set(userId, [...stack, view]);
    this.#world.changed();
    return view;
  }

  /** Gives a view another content; entries in fields that stay are kept. */
  update(view: View, spec: JsonObject): View {
    view.spec = this.#filled(spec);
    view.hash = this.#ids.hash();
    view.errors = {};
    view.trouble = null;
    this.#world.changed();
    return view;
  }

  /** Publishes a person's Home tab. */
  publish(teamId: string, userId: string, spec: JsonObject): View {
    const known = this.home(teamId, userId);
    if (known) return this.update(known, spec);
    const view = this.#made(teamId, userId, spec, null);
    this.#homes.set(`${teamId} ${userId}`, view);
    this.#world.changed();
    return view;
  }

  /** Takes the modal away that lies on top. */
  closeTop(userId: string): void {
    this.#stacks.set(userId, this.stack(userId).slice(0, -1));
    this.#world.changed();
  }

  /** Takes all modals of a person away. */
  closeAll(userId: string): void {
    this.#stacks.delete(userId);
    this.#world.changed();
  }

  #made(teamId: string, userId: string, spec: JsonObject, below: View | null): View {
    const id = this.#ids.id('V');
    return {
      id,
      teamId,
      userId,
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      spec: this.#filled(spec),
      hash: this.#ids.hash(),
      entered: new Map(),
      errors: {},
      trouble: null,
    };
  }

  #filled(spec: JsonObject): JsonObject {
    return { ...spec, blocks: filled(objectsOf(spec.blocks), () => this.#ids.blockId()) };
  }
}

/** Whether another view of the workspace has this external id already (Slack docs: duplicate_external_id). */
export function isTaken(views: ViewStore, teamId: string, spec: JsonObject, but?: View): boolean {
  const externalId = textOf(spec.external_id);
  const holder = externalId === '' ? undefined : views.find(teamId, { externalId });
  return holder !== undefined && holder !== but;
}
