import { createPublicKey } from "node:crypto";

/**
 * The App that the stand-in for GitHub knows. This key is the sandbox's own and worthless: it opens nothing but the
 * stand-in on this machine. It is fixed because the sandbox and the Worker, two processes, must agree on it.
 */
export const SANDBOX_APP_ID = "424242";
export const SANDBOX_APP_PRIVATE_KEY_PEM = `-----BEGIN PRIVATE KEY-----
MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCmrqEhSJL+pO8P
vBZfmi0PQtSQjYDvIYs0PSIcOdq/jYJQ+xu7PVKz3z879fBbRA7nPk3QMf3mSIE9
C1pq1u130KLro3Ot7HBy/U7Z72EQn3I2QKxgZ2/wDgRSUsImQdNVh8Vcsb0Ar8t2
uvhptmwb3iIBhF97EANnp+ZTziHI9e8edVbMfbL1mmP2+Bjs5JkUdWD+f+YFXJiC
zOzPYLPpkrS6Mn/Zz96y5P9H3zd3thjr2XL59AGHAnQeKYuhV+Eb8r2kaLvwQwEh
TbJaGWBEPPOIopY6JmOFHYoXoaXqqU6l00r61il4JTJWA2MzgzZrQVe1DccctQsn
UOmFxbcbAgMBAAECggEAEt/45HP7cVVBXQlyNHvuWP67DhjNXkbwzzGSXe/kktx2
GAWCK78oplsZe14WTGogkJRq61s94oiYr05MfDIVIgRA7r4g/gj66DVBwJwYOcb/
KqBC5N0nEoqud+63Mu3b/fYp+0fanJag9l5Qfb1n8J/u6eJmODalVrpEnX4yL+IQ
JZKzV9TsiooRqiL29DwMJBClS/vSSQesRuHU4SJWuEqdXr3+H82IQK1AFzSUYTun
+E4tUQQNa66+EknPUPB2lVuYLAOjoWyNK26eGxB/aHfRDEFH0DxQocCIiixaP0mM
u01cKuPSqRNB7ZoBUtf/iC0774qZWHEykjHGsI/CAQKBgQDX4TqN+z/CzYz4FvU0
aTte7j3zrXGK6l3zLlmo+IUURt4I6cflKiZ6apquBn+A5Ysg3fA9jrSarPZ4rE93
2pae5B3yOgwTQexU9lA1/FOoZZcQawWikDitC50h0QlTe4W8aVZvFV1cHIMfIObT
OzixtJ3COfhryQiGST4KCp+ruwKBgQDFqMGbGrr7Ti7aBcASiROkqprRbD7kjP26
E6okvMKzOuX3A0LhxrdfMWEyGh5HV5IjD0NBCYKbM5cwq3Caz4BVDwF+WARdE7O4
T4/32M6lzpO2ozCiepjHX/shiU0EHpx80eUBscaGFT4qW8tf+CdMIqbA6v2AYnzz
IovOMuZ8IQKBgAcqG2Zg40HUzovhPywJHgZNg9LVe8IvewS6EhGwhcIhg/bpw0+Q
sYw4g3+pCYw+kfp6QyHX3ZiQivGATnbc00jcqz3BvWraMjyzm//equwYywWpd5to
i+j6TLG1nUie/dY97LdtDxcifxuGXQK/oWcMZnvurpbtKhJC1gNBTQFHAoGAbneB
NIE87QRl9N1v2iwX+ViLy+02PR97Ekq5NWz1V5vcOC/vaiVYCHCdhJXKRE7x0nxO
NwPspXaw0beO6EZ9z4viZs0kKyy+rYxxxq+51jrcnR8ZKEViK1M+FCEbFOlSxgO8
fDTx4a/vnVbOE+WpeMiI75qlcOIaOPwerHAQFmECgYBWdTxd6iA9b7lx49vI6S8w
7acHhplB7ZcozacvpOdqsjda0FWvA59oa8f8J+b9hhydgfbLKtBt6OcVMc3VIMj7
rY5QFVkXOED1d+Iho3QpOK8KODfasWztJ0IrE0y8d1PPsyET+a6kspqSrOfwqAMw
0l2hXv7YCRIDngAlmU/h4A==
-----END PRIVATE KEY-----
`;

/** The same PKCS#8 PEM on one line, for an environment file. */
export const SANDBOX_APP_KEY_BASE64 = Buffer.from(SANDBOX_APP_PRIVATE_KEY_PEM).toString("base64");

/** What the stand-in checks the App's JWTs with. */
export const SANDBOX_APP_PUBLIC_KEY_PEM = createPublicKey(SANDBOX_APP_PRIVATE_KEY_PEM)
  .export({ type: "spki", format: "pem" })
  .toString();
