// Tokens for the stories' trespassers, and the ids of the permission groups they are made of (BEHAVIOUR 1.3).
export const group = {
  sslReadZone: '7b7216b327b04b8fbc8f524e1f9b7531',
  sslWriteZone: 'c03055bc037c4ea9afb9a9f104b7b721',
  sslReadAccount: 'a7a233f9604845c787d4c8c39ac09c21',
  sslWriteAccount: 'db37e5f1cb1a4e1aabaef8deaea43575',
  accessMtlsRead: '4f3196a5c95747b6ad82e34e1d0a694f',
  accessAppsReadAccount: '7ea222f6d5064cfa89ea366d7c1fee89',
  accessAppsReadZone: 'eb258a38ea634c86a0c89da6b27cb6b6',
  accessSshAuditingRead: '99ff99e4e30247a99d3777a8c4c18541',
  apiTokensRead: '0cc3a61731504c89b99ec1be78b77aa0',
  accountApiTokensRead: 'eb56a6953c034b9d97dd838155666f06',
  userDetailsRead: '8acbe5bb0d54464ab867149d7f7cf8ac',
  membershipsRead: '3518d0f75557482e952c6762d3e64903',
  accountSettingsRead: 'c1fde68c7bcc44588cbb6ddbc16d6480',
  accessAuditLogsRead: 'b05b28e839c54467a7d6cba5d3abb5a3',
  accessOrganizationsRead: '26bc23f853634eb4bff59983b9064fde',
  appsRead: '7ea222f6d5064cfa89ea366d7c1fee89',
  serviceTokensRead: '91f7ce32fa614d73b7e1fc8f0e78582b',
  zoneRead: 'c8fed203ed3043cba015a93ad1616f1f',
};

export const onZone = (id) => ({ [`com.cloudflare.api.account.zone.${id}`]: '*' });
export const onAccount = (id) => ({ [`com.cloudflare.api.account.${id}`]: '*' });

export function policy(resources, ...groups) {
  return { effect: 'allow', resources, permission_groups: groups.map((id) => ({ id })) };
}

/** A client that may do no more than this policy says. */
export async function trespasser(world, name, ...policies) {
  const token = await world.owner.user.tokens.create({ name: world.unique(name), policies });
  return world.client(token.value);
}
