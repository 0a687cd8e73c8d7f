// A server that does nothing: reads a request to its end and answers as many bytes as a receipt has.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = 'x'.repeat(Number(process.argv[2] ?? 1000));

const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
