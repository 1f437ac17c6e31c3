-- The certificate form of an Access signing key, for those who take keys as certificates only. It is made with the key, because
-- the private half is gone once the key is retired, and a retired key is still published. Null for keys made before.
alter table access_signing_key add column certificate ${blob};
