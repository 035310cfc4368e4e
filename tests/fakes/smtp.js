/*
 * An SMTP server that misbehaves as it is told (RFC 5321, STARTTLS of RFC 3207, AUTH PLAIN of RFC 4954).
 *   node smtp.js LOG [CERT KEY]
 * Orders come on standard input, a JSON object a line; each is answered in LOG by {"event":"done","order":n}:
 *   {"listen": true|false}   opens the port (the same one again), or closes it and drops everybody
 *   {"rules": [...]}         replaces the rules, forgets how often they were used
 *   {"tls": "starttls"|"implicit"|"none", "auth": "user:password"|null}
 * A rule is {stage, do, match?, times?, text?, ms?}. stage: connect, ehlo, starttls, auth, mail, rcpt, data, text (the
 * end of the message), quit, rset. match: a regular expression on the command, for stage text on the recipients.
 *   reply  answers text instead            garbage  answers bytes that are no reply, and nothing more
 *   drop   closes the connection           half     answers the beginning of a reply and closes
 *   stall  never answers                   long     answers a reply of 100,000 bytes without a line end
 *   slow   answers as usual after ms       many     answers a reply of 5,000 lines that refuses
 *   keepdrop (stage text) keeps the message, closes without answering
 * Every message that was taken is a line of LOG: {"event":"message", from, to, data, tls, connection, at}.
 */
'use strict';
const fs = require('fs');
const net = require('net');
const tls = require('tls');

const [, , logPath, certPath, keyPath] = process.argv;
const secure = certPath && { cert: fs.readFileSync(certPath), key: fs.readFileSync(keyPath) };
const state = { rules: [], tls: 'none', auth: null, port: 0 };
const open = new Set();
let connections = 0;
let server = null;

function log(entry) {
    fs.appendFileSync(logPath, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
}

/** The rule that applies now, which is used up by one. */
function rule(stage, command) {
    for (const r of state.rules) {
        if (r.stage !== stage || r.times === 0 || (r.match && !new RegExp(r.match, 'i').test(command))) continue;
        if (r.times > 0) r.times -= 1;
        return r;
    }
    return null;
}

/** What a rule does instead of, or before, the usual answer. */
function act(session, r, usual) {
    const write = (text) => session.socket.write(text);
    switch (r.do) {
        case 'reply':
            return write(`${r.text}\r\n`);
        case 'drop':
            return session.socket.destroy();
        case 'stall':
            return undefined;
        case 'slow':
            return setTimeout(() => session.socket.destroyed || usual(), r.ms);
        case 'garbage':
            return write(Buffer.from([0x16, 0x00, 0xff, 0x0a, 0x80, 0x0d, 0x0a, 0x00]));
        case 'half':
            return session.socket.end('25');
        case 'long':
            return write(`550 ${'x'.repeat(100000)}`);
        case 'many':
            return write(`${'550-no\r\n'.repeat(5000)}550 no\r\n`);
        case 'keepdrop':
            keep(session);
            return session.socket.destroy();
        default:
            throw new Error(`unknown action ${r.do}`);
    }
}

function answer(session, stage, command, usual) {
    log({ event: 'command', connection: session.id, stage, command: stage === 'auth' ? 'AUTH' : command });
    const r = rule(stage, command);
    return r ? act(session, r, usual) : usual();
}

function keep(session) {
    log({ event: 'message', connection: session.id, tls: session.tls, from: session.from, to: session.to, data: session.text });
}

function capabilities(session) {
    const words = ['fake.example', '8BITMIME', 'SIZE 20000000'];
    if (state.tls === 'starttls' && !session.tls) words.push('STARTTLS');
    if (state.auth) words.push('AUTH PLAIN');
    return words.map((word, i) => `250${i + 1 < words.length ? '-' : ' '}${word}\r\n`).join('');
}

function startTls(session) {
    const plain = session.socket;
    plain.write('220 go ahead\r\n', () => {
        plain.removeAllListeners('data');
        const wrapped = new tls.TLSSocket(plain, { isServer: true, ...secure });
        session.tls = true;
        session.attach(wrapped);
    });
}

/** AUTH PLAIN, with what it says in the command or on the next line. */
function login(session, words) {
    if (words === undefined) {
        session.asked = true;
        return session.socket.write('334 \r\n');
    }
    const given = Buffer.from(words, 'base64').toString().split('\0').slice(1).join(':');
    return session.socket.write(given === state.auth ? '235 welcome\r\n' : '535 5.7.8 wrong\r\n');
}

function command(session, line) {
    if (session.asked) {
        session.asked = false;
        return login(session, line);
    }
    const verb = line.slice(0, 4).toUpperCase();
    const say = (text) => session.socket.write(`${text}\r\n`);
    const plain = { QUIT: ['quit', () => session.socket.end('221 bye\r\n')], RSET: ['rset', () => say('250 ok')] };
    if (verb === 'EHLO' || verb === 'HELO') {
        return answer(session, 'ehlo', line, () => (verb === 'EHLO' ? session.socket.write(capabilities(session)) : say('250 fake.example')));
    }
    if (verb === 'STAR') return answer(session, 'starttls', line, () => startTls(session));
    if (verb === 'AUTH') return answer(session, 'auth', line, () => login(session, line.split(' ')[2]));
    if (verb === 'MAIL') {
        session.from = line.replace(/^MAIL FROM:<([^>]*)>.*$/i, '$1');
        session.to = [];
        return answer(session, 'mail', line, () => say('250 ok'));
    }
    if (verb === 'RCPT') {
        return answer(session, 'rcpt', line, () => {
            session.to.push(line.replace(/^RCPT TO:<([^>]*)>.*$/i, '$1'));
            say('250 ok');
        });
    }
    if (verb === 'DATA') {
        return answer(session, 'data', line, () => {
            session.reading = true;
            say('354 go on');
        });
    }
    if (plain[verb]) return answer(session, plain[verb][0], line, plain[verb][1]);
    return say('500 what?');
}

function endOfText(session, raw) {
    session.reading = false;
    session.text = raw.replace(/^\.\./gm, '.');
    answer(session, 'text', session.to.join(' '), () => {
        keep(session);
        session.socket.write('250 taken\r\n');
    });
}

function feed(session, chunk) {
    session.input += chunk.toString('latin1');
    for (;;) {
        if (session.reading) {
            const end = session.input.startsWith('.\r\n') ? 0 : session.input.indexOf('\r\n.\r\n');
            if (end < 0) return;
            const raw = session.input.slice(0, end === 0 ? 0 : end + 2);
            session.input = session.input.slice(end === 0 ? 3 : end + 5);
            endOfText(session, raw);
        } else {
            const end = session.input.indexOf('\r\n');
            if (end < 0) return;
            const line = session.input.slice(0, end);
            session.input = session.input.slice(end + 2);
            command(session, line);
        }
    }
}

function accept(socket) {
    const session = { id: (connections += 1), input: '', reading: false, tls: state.tls === 'implicit', from: '', to: [], text: '' };
    session.attach = (s) => {
        session.socket = s;
        open.add(s);
        s.on('data', (chunk) => feed(session, chunk));
        s.on('error', () => s.destroy());
        s.on('close', () => {
            open.delete(s);
            log({ event: 'closed', connection: session.id });
        });
    };
    session.attach(socket);
    log({ event: 'connection', connection: session.id });
    answer(session, 'connect', '', () => socket.write('220 fake.example ESMTP\r\n'));
}

function listen(on, then) {
    if (!on) {
        for (const socket of open) socket.destroy();
        return server ? server.close(then) : then();
    }
    server = state.tls === 'implicit' ? tls.createServer(secure, accept) : net.createServer(accept);
    server.on('tlsClientError', () => {});
    return server.listen(state.port, '127.0.0.1', () => {
        state.port = server.address().port;
        log({ event: 'listening', port: state.port });
        then();
    });
}

let orders = 0;
function obey(order, then) {
    const done = () => {
        log({ event: 'done', order: (orders += 1) });
        then();
    };
    for (const key of ['rules', 'tls', 'auth']) if (key in order) state[key] = order[key];
    if ('listen' in order) listen(order.listen, done);
    else done();
}

let pending = Promise.resolve();
require('readline')
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
        pending = pending.then(() => new Promise((resolve) => obey(JSON.parse(line), resolve)));
    })
    .on('close', () => process.exit(0));
