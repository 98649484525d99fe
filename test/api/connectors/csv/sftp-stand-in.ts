import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, { type Connection, type ParsedKey, type SFTPWrapper } from 'ssh2';
import { fingerprintOf } from '../../../../api/connectors/csv/places/visit-sftp.ts';

const { utils } = ssh2;
const { STATUS_CODE } = utils.sftp;

/** How the server behaves badly. */
export type Misbehaviour =
  | 'closes at once'
  | 'never answers'
  | 'breaks off in the middle'
  | 'sends less than it says'
  | 'sends more than it says'
  | 'forbids'
  | 'talks nonsense';

export interface SftpStandIn {
  port: number;
  hostKey: string;
  files: Map<string, { bytes: Buffer; modifiedAtMs: number }>;
  /** Connections that came, and names of users that were given. */
  seen: { connections: number; users: string[]; open: number; reads: number };
  misbehave: Misbehaviour | null;
  /** Happens after each look at a file. */
  afterLook: () => void;
  close(): Promise<void>;
}

/** A pair of keys. One in some hundred that the library makes it cannot read itself. */
export function makeKeys(locked: { passphrase?: string } = {}): { private: string; public: string } {
  const { passphrase } = locked;
  const lock = passphrase === undefined ? {} : { passphrase, cipher: 'aes256-cbc', rounds: 1 };
  for (;;) {
    const keys = utils.generateKeyPairSync('ed25519', lock as { passphrase: string; cipher: string; rounds: number });
    const isGood = [utils.parseKey(keys.private, locked.passphrase), utils.parseKey(keys.public)].every(
      (key) => !(key instanceof Error),
    );
    if (isGood) return keys;
  }
}

/** A real SSH server in this process, with files in memory; it lets in one user by key, password or dialogue. */
export async function startSftpStandIn(login: {
  user: string;
  password?: string;
  dialogue?: string;
  publicKey?: string;
}): Promise<SftpStandIn> {
  const hostKey = makeKeys().private;
  const open = new Set<Connection>();
  const standIn: SftpStandIn = {
    port: 0,
    hostKey: fingerprintOf((utils.parseKey(hostKey) as ParsedKey).getPublicSSH()),
    files: new Map(),
    seen: { connections: 0, users: [], open: 0, reads: 0 },
    misbehave: null,
    afterLook: () => {},
    close: async () => {
      for (const connection of open) connection.end();
      server.close();
      await once(server, 'close');
    },
  };
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    standIn.seen.connections++;
    (connection as unknown as { setNoDelay(on: boolean): void }).setNoDelay(true);
    open.add(connection);
    standIn.seen.open = open.size;
    connection.on('error', () => {});
    connection.on('close', () => {
      open.delete(connection);
      standIn.seen.open = open.size;
    });
    if (standIn.misbehave === 'closes at once') return void connection.end();
    authenticate(connection, login, standIn);
    connection.on('ready', () =>
      connection.on('session', (accept) =>
        standIn.misbehave === 'talks nonsense'
          ? accept().on('subsystem', (acceptStream) => void acceptStream().write(Buffer.alloc(200, 7)))
          : accept().on('sftp', (acceptSftp) => serve(acceptSftp(), { standIn, connection })),
      ),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  standIn.port = (server.address() as AddressInfo).port;
  return standIn;
}

function authenticate(
  connection: Connection,
  login: Parameters<typeof startSftpStandIn>[0],
  { seen }: SftpStandIn,
): void {
  connection.on('authentication', (context) => {
    seen.users.push(context.username);
    if (context.username !== login.user) return context.reject(['password', 'publickey']);
    if (context.method === 'password' && context.password === login.password) return context.accept();
    if (context.method === 'keyboard-interactive' && login.dialogue !== undefined) {
      return void context.prompt('Password: ', ([answer]) =>
        answer === login.dialogue ? context.accept() : context.reject(),
      );
    }
    if (context.method === 'publickey' && login.publicKey !== undefined) {
      const known = utils.parseKey(login.publicKey) as ParsedKey;
      const isSame = context.key.data.equals(known.getPublicSSH());
      const isSigned =
        context.signature === undefined ||
        (context.blob !== undefined && known.verify(context.blob, context.signature, context.hashAlgo) === true);
      if (isSame && isSigned) return context.accept();
    }
    context.reject(login.dialogue === undefined ? ['password', 'publickey'] : ['keyboard-interactive']);
  });
}

function serve(sftp: SFTPWrapper, { standIn, connection }: { standIn: SftpStandIn; connection: Connection }): void {
  const handles = new Map<number, string>();
  const attributes = (path: string) => {
    const file = standIn.files.get(path);
    const at = Math.floor((file?.modifiedAtMs ?? 0) / 1000);
    return { mode: 0o100644, uid: 0, gid: 0, size: file?.bytes.length ?? 0, atime: at, mtime: at };
  };
  const handleOf = (path: string): Buffer => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(handles.size + 1);
    handles.set(handles.size + 1, path);
    return handle;
  };
  const stat = (id: number, path: string) => {
    if (standIn.misbehave === 'never answers') return;
    if (standIn.files.has(path)) sftp.attrs(id, attributes(path));
    else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    standIn.afterLook();
  };
  sftp.on('STAT', stat);
  sftp.on('LSTAT', stat);
  sftp.on('FSTAT', (id, handle) => stat(id, handles.get(handle.readUInt32BE()) ?? ''));
  sftp.on('OPEN', (id, path) => {
    if (standIn.misbehave === 'forbids') return sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
    return standIn.files.has(path) ? sftp.handle(id, handleOf(path)) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  });
  sftp.on('READ', (id, handle, offset, length) => {
    standIn.seen.reads++;
    const whole = standIn.files.get(handles.get(handle.readUInt32BE()) ?? '')?.bytes ?? Buffer.alloc(0);
    if (standIn.misbehave === 'breaks off in the middle') return void connection.end();
    const bytes =
      standIn.misbehave === 'sends less than it says'
        ? whole.subarray(0, whole.length - 1)
        : standIn.misbehave === 'sends more than it says'
          ? Buffer.concat([whole, Buffer.from('more')])
          : whole;
    const part = bytes.subarray(offset, offset + length);
    return part.length === 0 ? sftp.status(id, STATUS_CODE.EOF) : sftp.data(id, part);
  });
  sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
  const listed = new Set<number>();
  sftp.on('OPENDIR', (id, path) => {
    const isThere = [...standIn.files.keys()].some((name) => name.startsWith(`${path}/`));
    return isThere ? sftp.handle(id, handleOf(path)) : sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
  });
  sftp.on('READDIR', (id, handle) => {
    const number = handle.readUInt32BE();
    if (listed.has(number)) return sftp.status(id, STATUS_CODE.EOF);
    listed.add(number);
    const folder = `${handles.get(number)}/`;
    const names = [...standIn.files.keys()].filter((path) => path.startsWith(folder));
    sftp.name(
      id,
      names.map((path) => ({ filename: path.slice(folder.length), longname: path, attrs: attributes(path) })),
    );
  });
}
