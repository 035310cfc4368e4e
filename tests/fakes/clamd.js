/*
 * clamd, as far as PING, VERSION and INSTREAM go (clamd(8)), misbehaving as it is told.
 *   node clamd.js LOG SOCKET [MAX]     SOCKET: a path, or a port of 127.0.0.1;  MAX: StreamMaxLength in bytes (25 MB)
 * Orders come on standard input, a JSON object a line; each is answered in LOG by {"event":"done","order":n}:
 *   {"listen": true|false}   opens the socket, or closes it and drops everybody
 *   {"do": ..., "ms": n}     how answers go from now on:
 *     usual     as clamd does             slow      after ms
 *     stall     never                     drop      closes instead of answering
 *     early     drops after 100 kB        half      the beginning of an answer, then closes
 *     garbage   bytes that are no answer  long      100,000 bytes without an end
 *     error     "stream: Can't allocate memory ERROR"
 *     piecemeal the usual answer, a byte at a time
 * What it finds is the EICAR test file, wherever it stands in the stream. Every stream is a line of LOG.
 */
'use strict';
const fs = require('fs');
const net = require('net');

const [, , logPath, at, max] = process.argv;
const MAX = Number(max || 25 << 20);
const EICAR = Buffer.from('WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=', 'base64');
const state = { do: 'usual', ms: 0 };
const open = new Set();
let server = null;

const log = (entry) => fs.appendFileSync(logPath, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);

function say(socket, text, end) {
    const bytes = Buffer.from(text + end);
    const usual = () => socket.end(bytes);
    switch (state.do) {
        case 'slow':
            return setTimeout(usual, state.ms);
        case 'stall':
            return undefined;
        case 'drop':
            return socket.destroy();
        case 'half':
            return socket.end(bytes.subarray(0, 5));
        case 'garbage':
            return socket.end(Buffer.from([0xff, 0x16, 0x0a, 0x80, 0x00]));
        case 'long':
            return socket.end('stream: '.padEnd(100000, 'x'));
        case 'error':
            return socket.end(`stream: Can't allocate memory ERROR${end}`);
        case 'piecemeal': {
            let i = 0;
            const step = () => (i < bytes.length ? socket.write(bytes.subarray(i, (i += 1)), () => setTimeout(step, 5)) : socket.end());
            return step();
        }
        default:
            return usual();
    }
}

/** One command: "zNAME\0" or "nNAME\n". INSTREAM goes on with parts, their length before them, until one of length 0. */
function serve(socket) {
    let input = Buffer.alloc(0);
    let end = null;
    let stream = null;
    let done = false;
    const finish = (text) => {
        done = true;
        say(socket, text, end);
    };
    const parts = () => {
        while (!done && input.length >= 4) {
            const n = input.readUInt32BE(0);
            if (n === 0) {
                const all = Buffer.concat(stream);
                const bad = all.includes(EICAR);
                log({ event: 'stream', size: all.length, bad });
                return finish(bad ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK');
            }
            const had = stream.reduce((sum, part) => sum + part.length, 0);
            if (had + n > MAX) {
                log({ event: 'limit', size: had + n });
                return finish('INSTREAM size limit exceeded. ERROR');
            }
            if (state.do === 'early' && had > 100000) return socket.destroy();
            if (input.length < 4 + n) return undefined;
            stream.push(Buffer.from(input.subarray(4, 4 + n)));
            input = input.subarray(4 + n);
        }
        return undefined;
    };
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
        input = Buffer.concat([input, bytes]);
        if (done) return;
        if (!stream) {
            const mark = input.length && input[0] === 0x7a ? '\0' : '\n';
            const at = input.indexOf(mark);
            if (at < 0) return;
            const command = input.subarray(0, at).toString().replace(/^[zn]/, '');
            end = mark;
            input = input.subarray(at + 1);
            if (command === 'PING') return void finish('PONG');
            if (command === 'VERSION') return void finish('ClamAV 1.0.7/27000/Sat Nov 21 09:00:00 2026');
            if (command !== 'INSTREAM') return void finish('UNKNOWN COMMAND');
            stream = [];
        }
        parts();
    });
}

function listen(on, then) {
    if (!on) {
        for (const socket of open) socket.destroy();
        return server ? server.close(then) : then();
    }
    server = net.createServer(serve);
    return server.listen(/^\d+$/.test(at) ? { port: Number(at), host: '127.0.0.1' } : at, then);
}

let orders = 0;
let pending = Promise.resolve();
require('readline')
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
        const order = JSON.parse(line);
        pending = pending.then(
            () =>
                new Promise((resolve) => {
                    const done = () => {
                        log({ event: 'done', order: (orders += 1) });
                        resolve();
                    };
                    for (const key of ['do', 'ms']) if (key in order) state[key] = order[key];
                    if ('listen' in order) listen(order.listen, done);
                    else done();
                }),
        );
    })
    .on('close', () => process.exit(0));
