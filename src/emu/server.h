/*
 * server.h - one HTTP port that nobody can spoil for others
 *
 * libmicrohttpd, driven from the emulator's one loop: no threads, so no
 * order of events depends on a scheduler. A request is collected, handed to
 * the handler once, and answered with what the handler says.
 *
 *	s = emu_server_open(&settings, &why);
 *	poll(emu_server_fd(s), ..., emu_server_wait_ms(s));
 *	emu_server_run(s);
 *	emu_server_close(s);
 *
 * What a client may do to it is bounded: connections, the bytes of a body
 * (413), the time from its first byte to its last (the connection is shut),
 * the time a connection idles. A body without a length is swallowed up to
 * four times the limit and then cut off.
 *
 * An answer can be held back until emu_server_release(), or dribble out byte
 * by byte. `done` is called exactly once for each request that the handler
 * took: its answer has left, or its client is gone.
 */
#ifndef EMU_SERVER_H
#define EMU_SERVER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"

struct emu_server;
struct emu_call;		/* a request that is being answered */

struct emu_http_request {
	struct emu_call *call;
	struct span method, path, query, type, body;
};

enum emu_http_way {
	EMU_HTTP_SEND,
	EMU_HTTP_HOLD,		/* until emu_server_release() */
	EMU_HTTP_CLOSE,		/* the connection, without an answer */
	EMU_HTTP_RESET,		/* the same, by RST */
};

struct emu_http_reply {
	enum emu_http_way way;
	unsigned status;
	const char *type;		/* media type; static or the world's */
	const char *allow;		/* for 405; NULL: none */
	uint64_t retry_after_s;		/* 0: none */
	uint64_t dribble_ms;		/* between bytes; 0: at once */
	struct buf body;		/* released by the server */
	void *token;			/* for done() */
};

struct emu_server_settings {
	const char *address;		/* "127.0.0.1", "::1" */
	uint16_t port;			/* 0: any */
	uint64_t max_body;		/* bytes */
	unsigned max_connections;
	uint64_t request_ms;		/* for a whole request */
	uint64_t idle_ms;
	const char *tls_key, *tls_cert;	/* PEM text; NULL: plain HTTP */
	const char *client_ca;		/* PEM text; NULL: anybody; else the
					   handshake fails without a
					   certificate that it signed */
	void (*handle)(void *owner, const struct emu_http_request *request,
		       struct emu_http_reply *reply);
	void (*done)(void *owner, void *token);
	void *owner;
};

/* NULL: why. */
struct emu_server *emu_server_open(const struct emu_server_settings *settings,
				   struct buf *why);
void emu_server_close(struct emu_server *s);
uint16_t emu_server_port(const struct emu_server *s);

int emu_server_fd(const struct emu_server *s);	/* readable: run it */
int64_t emu_server_wait_ms(const struct emu_server *s);	/* at most */
void emu_server_run(struct emu_server *s);
void emu_server_release(struct emu_call *call);	/* a held answer */
unsigned emu_server_connections(const struct emu_server *s);

#endif
