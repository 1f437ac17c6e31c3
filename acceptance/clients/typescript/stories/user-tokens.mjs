import { group, policy } from '../tokens.mjs';
import { tokenStory } from '../token-story.mjs';

const adapt = ({ user }) => ({
  create: (body) => user.tokens.create(body),
  list: (query) => user.tokens.list(query),
  get: (id) => user.tokens.get(id),
  update: (id, body) => user.tokens.update(id, body),
  delete: (id) => user.tokens.delete(id),
  verify: () => user.tokens.verify(),
  roll: (id) => user.tokens.value.update(id, { body: {} }),
  groups: (query) => user.tokens.permissionGroups.list(query),
});

async function reader(world) {
  const { id } = await world.owner.user.get();
  return policy({ [`com.cloudflare.api.user.${id}`]: '*' }, group.apiTokensRead);
}

export default tokenStory(adapt, 'cfut_', reader);
