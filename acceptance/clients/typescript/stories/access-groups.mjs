import { refusal } from '../codes.mjs';
import { all, assert, refused, RFC_3339, subset, UUID } from '../expect.mjs';
import { group, onAccount, onZone, policy, trespasser } from '../tokens.mjs';

const UNKNOWN = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';

/** The story of groups at one of the two paths that show them. */
function groupStory(place) {
  return {
    async 'makes one and shows the rules in the words they were written in'(world, state) {
      state.at = place(world);
      state.groups = world.owner.zeroTrust.access.groups;
      state.rules = {
        include: [{ email_domain: { domain: 'example.com' } }, { ip: { ip: '2001:db8::/32' } }],
        require: [{ geo: { country_code: 'US' } }],
        exclude: [{ email: { email: 'mallory@example.com' } }],
      };
      state.made = await state.groups.create({ ...state.at, name: world.unique('devs'), ...state.rules });
      assert.match(state.made.id, UUID);
      assert.match(state.made.created_at, RFC_3339);
      subset(state.made, { name: world.unique('devs'), ...state.rules });
      assert.deepEqual(await state.groups.get(state.made.id, state.at), state.made);
    },

    async 'lists it, whole and by name'(world, state) {
      const ids = async (query) => (await all(state.groups.list({ ...state.at, ...query }))).map((each) => each.id);
      assert.ok((await ids({})).includes(state.made.id));
      assert.deepEqual(await ids({ name: world.unique('devs') }), [state.made.id]);
      assert.deepEqual(await ids({ search: 'no group is called so' }), []);
    },

    async 'describes it anew'(world, state) {
      const include = [{ certificate: {} }, { group: { id: state.made.id } }];
      await refused(
        refusal.accessInvalid,
        state.groups.update(state.made.id, { ...state.at, name: 'itself', include }),
      );
      const updated = await state.groups.update(state.made.id, {
        ...state.at, name: world.unique('renamed'), include: [{ certificate: {} }],
      });
      subset(updated, { name: world.unique('renamed'), include: [{ certificate: {} }], require: [], exclude: [] });
      assert.deepEqual(await state.groups.get(state.made.id, state.at), updated);
    },

    async 'refuses to delete one that another names'(world, state) {
      const outer = await state.groups.create({
        ...state.at, name: world.unique('outer'), include: [{ group: { id: state.made.id } }],
      });
      await refused(refusal.accessConflict, state.groups.delete(state.made.id, state.at));
      assert.equal((await state.groups.delete(outer.id, state.at)).id, outer.id);
    },

    async 'refuses bad rules, each at its place'(world, state) {
      const create = (include) => state.groups.create({ ...state.at, name: 'bad', include });
      const places = async (include) =>
        (await refused(refusal.accessInvalid, create(include))).errors.map((each) => each.source?.pointer);
      assert.deepEqual(await places([{ everyone: {}, certificate: {} }, { nobody: {} }]), ['/include/0', '/include/1']);
      assert.deepEqual(await places([{ email: { email: 'nobody' } }]), ['/include/0/email/email']);
      assert.deepEqual(await places([{ group: { id: UNKNOWN } }]), ['/include/0']);
      assert.deepEqual(await places([]), ['/include']);
      await refused(refusal.missingField, state.groups.create({ ...state.at, include: [{ everyone: {} }] }));
    },

    async 'refuses an unknown group'(world, state) {
      const body = { ...state.at, name: 'nobody', include: [{ everyone: {} }] };
      await refused(refusal.unknownGroup, state.groups.get(UNKNOWN, state.at));
      await refused(refusal.unknownGroup, state.groups.update(UNKNOWN, body));
      await refused(refusal.unknownGroup, state.groups.delete(UNKNOWN, state.at));
    },

    async 'lets a reader read and nothing else'(world, state) {
      const account = onAccount(world.account_id);
      const reader = await trespasser(world, 'reads groups', policy(account, group.accessOrganizationsRead));
      const { groups } = reader.zeroTrust.access;
      assert.equal((await groups.get(state.made.id, state.at)).id, state.made.id);
      await refused(refusal.forbidden, groups.delete(state.made.id, state.at));
      const other = await trespasser(world, 'reads zones', policy(onZone(world.zone_id), group.zoneRead));
      await refused(refusal.forbidden, other.zeroTrust.access.groups.list(state.at));
    },

    async 'deletes it'(world, state) {
      assert.equal((await state.groups.delete(state.made.id, state.at)).id, state.made.id);
      await refused(refusal.unknownGroup, state.groups.get(state.made.id, state.at));
    },
  };
}

export const ofAccount = groupStory((world) => ({ account_id: world.account_id }));
export const ofZone = groupStory((world) => ({ zone_id: world.zone_id }));
