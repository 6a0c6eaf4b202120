/*
 * Deadlines are the server's own: libmicrohttpd's timeout begins anew with
 * every byte, so a client that sends one a second would stay for ever. What
 * is overdue is shut down at the socket; the library then sees the end and
 * clears up.
 */
#include "emu/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "base/mem.h"
#include "base/num.h"
#include "emu/clock.h"

enum { SWALLOW = 4, POOL_BYTES = 16384, SWEEP_MS = 250 };

/* A connection, in the server's list. */
struct link {
	struct link *next, *prev;
	struct emu_server *server;
	int fd;
	int64_t deadline_ms;		/* EMU_NEVER: none */
};

struct emu_call {
	struct emu_server *server;
	struct MHD_Connection *connection;
	struct link *link;
	struct buf body;
	uint64_t swallowed;
	bool too_large, handled, held, answered;
	struct emu_http_reply reply;
	int64_t next_ms;		/* of a dribble */
	size_t sent;
	bool asleep;			/* suspended between two bytes */
	struct emu_call *next, *prev;	/* of those that wait */
};

struct emu_server {
	struct emu_server_settings set;
	struct MHD_Daemon *daemon;
	int fd;
	uint16_t port;
	struct link links;		/* head of the ring */
	unsigned connections;
	struct emu_call waiting;	/* held or dribbling: head of a ring */
	int64_t swept_ms;
	bool resumed;			/* an answer was released since it ran,
					   which the library does not tell */
};

/* ---- connections ---- */

/* The library only asks for a certificate; this makes the handshake fail
 * where none comes, or one that the CA did not sign. */
static void require_certificate(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
	gnutls_session_t session = info->tls_session;

	gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUIRE);
	gnutls_session_set_verify_cert(session, NULL, 0);
}

static void on_connection(void *owner, struct MHD_Connection *connection,
			  void **context,
			  enum MHD_ConnectionNotificationCode what)
{
	struct emu_server *s = owner;
	const union MHD_ConnectionInfo *info;
	struct link *l = *context;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		info = MHD_get_connection_info(connection,
				MHD_CONNECTION_INFO_CONNECTION_FD);
		l = mem_array(1, sizeof(*l));
		l->server = s;
		l->fd = info->connect_fd;
		l->deadline_ms = emu_real_ms() + (int64_t)s->set.request_ms;
		l->next = s->links.next;
		l->prev = &s->links;
		l->next->prev = l;
		s->links.next = l;
		s->connections++;
		*context = l;
		if (s->set.client_ca)
			require_certificate(connection);
		return;
	}
	if (!l)
		return;
	l->next->prev = l->prev;
	l->prev->next = l->next;
	s->connections--;
	mem_free(l);
	*context = NULL;
}

static void sweep(struct emu_server *s, int64_t now)
{
	if (now - s->swept_ms < SWEEP_MS)
		return;
	s->swept_ms = now;
	for (struct link *l = s->links.next; l != &s->links; l = l->next) {
		if (l->deadline_ms > now)
			continue;
		l->deadline_ms = EMU_NEVER;
		shutdown(l->fd, SHUT_RDWR);
	}
}

/* ---- answers ---- */

static void wait_begin(struct emu_call *c)
{
	struct emu_call *head = &c->server->waiting;

	if (c->next)
		return;
	c->next = head->next;
	c->prev = head;
	c->next->prev = c;
	head->next = c;
}

static void wait_end(struct emu_call *c)
{
	if (!c->next)
		return;
	c->next->prev = c->prev;
	c->prev->next = c->next;
	c->next = c->prev = NULL;
}

/* One byte, then sleep. */
static ssize_t read_dribble(void *owner, uint64_t pos, char *to, size_t max)
{
	struct emu_call *c = owner;
	const int64_t now = emu_real_ms();

	(void)pos;
	if (max == 0)
		return 0;
	if (c->sent >= c->reply.body.n)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (now < c->next_ms) {
		c->asleep = true;
		MHD_suspend_connection(c->connection);
		return 0;
	}
	c->next_ms = now + (int64_t)c->reply.dribble_ms;
	*to = c->reply.body.p[c->sent++];
	return 1;
}

static void wake_dribbling(struct emu_server *s, int64_t now)
{
	struct emu_call *next;

	for (struct emu_call *c = s->waiting.next; c != &s->waiting;
	     c = next) {
		next = c->next;
		if (!c->asleep || now < c->next_ms)
			continue;
		c->asleep = false;
		MHD_resume_connection(c->connection);
	}
}

static struct MHD_Response *make_response(struct emu_call *c)
{
	struct emu_http_reply *r = &c->reply;
	struct MHD_Response *response;

	if (r->dribble_ms == 0)
		return MHD_create_response_from_buffer(r->body.n, r->body.p,
						MHD_RESPMEM_MUST_COPY);
	response = MHD_create_response_from_callback(r->body.n, 1,
						     read_dribble, c, NULL);
	wait_begin(c);
	return response;
}

static enum MHD_Result drop(struct emu_call *c)
{
	const struct sockaddr nobody = { .sa_family = AF_UNSPEC };

	/* the library would send FIN first; this is RST, at once */
	if (c->reply.way == EMU_HTTP_RESET)
		(void)connect(c->link->fd, &nobody, sizeof(nobody));
	return MHD_NO;
}

static enum MHD_Result send_reply(struct emu_call *c)
{
	struct emu_http_reply *r = &c->reply;
	struct MHD_Response *response;
	enum MHD_Result result;
	char text[NUM_TEXT];

	c->answered = true;
	if (r->way == EMU_HTTP_CLOSE || r->way == EMU_HTTP_RESET)
		return drop(c);
	response = make_response(c);
	if (!response)
		return MHD_NO;
	if (r->type)
		MHD_add_response_header(response, "Content-Type", r->type);
	if (r->allow)
		MHD_add_response_header(response, "Allow", r->allow);
	if (r->retry_after_s)
		MHD_add_response_header(response, "Retry-After",
					num_text(r->retry_after_s, text));
	result = MHD_queue_response(c->connection, r->status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result simple_reply(struct emu_call *c, unsigned status,
				    const char *text)
{
	c->reply.status = status;
	c->reply.type = "text/plain";
	buf_clear(&c->reply.body);
	buf_add(&c->reply.body, span_of(text));
	return send_reply(c);
}

/* ---- requests ---- */

static struct span header(struct MHD_Connection *connection, const char *name)
{
	const char *value = MHD_lookup_connection_value(connection,
					MHD_HEADER_KIND, name);

	return value ? span_of(value) : SPAN_EMPTY;
}

static struct emu_call *call_new(struct emu_server *s,
				 struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info;
	struct emu_call *c = mem_array(1, sizeof(*c));

	info = MHD_get_connection_info(connection,
				       MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	c->server = s;
	c->connection = connection;
	c->link = info->socket_context;
	c->link->deadline_ms = emu_real_ms() + (int64_t)s->set.request_ms;
	return c;
}

/* Told before the body comes, a client may save itself the sending. */
static enum MHD_Result first_look(struct emu_call *c)
{
	const struct span length = header(c->connection, "Content-Length");
	uint64_t bytes;

	if (num_parse(length, &bytes) && bytes > c->server->set.max_body) {
		c->too_large = true;
		if (bytes > c->server->set.max_body * SWALLOW)
			return simple_reply(c, MHD_HTTP_CONTENT_TOO_LARGE,
					    "the body is too large\n");
	}
	return MHD_YES;
}

static enum MHD_Result take_bytes(struct emu_call *c, const char *data,
				  size_t n)
{
	const uint64_t max = c->server->set.max_body;

	c->swallowed += n;
	if (c->swallowed > max * SWALLOW)
		return MHD_NO;
	if (c->swallowed > max)
		c->too_large = true;
	if (c->too_large)
		buf_release(&c->body);
	else
		buf_add_bytes(&c->body, data, n);
	return MHD_YES;
}

static enum MHD_Result take_request(struct emu_call *c, const char *url,
				    const char *method)
{
	struct emu_server *s = c->server;
	struct emu_http_request request = {
		.call = c, .method = span_of(method), .path = span_of(url),
		.type = header(c->connection, "Content-Type"),
		.body = buf_span(&c->body),
	};
	const char *after = MHD_lookup_connection_value(c->connection,
					MHD_GET_ARGUMENT_KIND, "after");
	const char *id = MHD_lookup_connection_value(c->connection,
					MHD_GET_ARGUMENT_KIND, "id");

	if (c->too_large)
		return simple_reply(c, MHD_HTTP_CONTENT_TOO_LARGE,
				    "the body is too large\n");
	if (after || id)
		request.query = span_of(after ? after : id);
	c->link->deadline_ms = EMU_NEVER;
	c->reply.status = MHD_HTTP_OK;
	c->handled = true;
	s->set.handle(s->set.owner, &request, &c->reply);
	buf_release(&c->body);
	if (c->reply.way == EMU_HTTP_HOLD) {
		c->held = true;
		wait_begin(c);
		MHD_suspend_connection(c->connection);
		return MHD_YES;
	}
	return send_reply(c);
}

static enum MHD_Result on_request(void *owner,
				  struct MHD_Connection *connection,
				  const char *url, const char *method,
				  const char *version, const char *data,
				  size_t *n, void **context)
{
	struct emu_call *c = *context;
	enum MHD_Result result;

	(void)version;
	if (!c) {
		c = call_new(owner, connection);
		*context = c;
		return first_look(c);
	}
	if (c->answered)
		return MHD_YES;
	if (*n) {
		result = take_bytes(c, data, *n);
		*n = 0;
		return result;
	}
	if (c->held) {			/* released: it may go now */
		c->held = false;
		return send_reply(c);
	}
	if (c->handled)
		return MHD_YES;
	return take_request(c, url, method);
}

static void on_completed(void *owner, struct MHD_Connection *connection,
			 void **context, enum MHD_RequestTerminationCode how)
{
	struct emu_server *s = owner;
	struct emu_call *c = *context;

	(void)connection;
	(void)how;
	if (!c)
		return;
	*context = NULL;
	wait_end(c);
	c->link->deadline_ms = emu_real_ms() + (int64_t)s->set.idle_ms;
	if (c->handled)
		s->set.done(s->set.owner, c->reply.token);
	buf_release(&c->body);
	buf_release(&c->reply.body);
	mem_free(c);
}

void emu_server_release(struct emu_call *c)
{
	if (!c->held || c->reply.way != EMU_HTTP_HOLD)
		return;
	c->reply.way = EMU_HTTP_SEND;
	c->server->resumed = true;
	MHD_resume_connection(c->connection);
}

/* ---- the port ---- */

static bool address_of(const struct emu_server_settings *set,
		       struct sockaddr_storage *to)
{
	struct sockaddr_in *four = (struct sockaddr_in *)to;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)to;

	memset(to, 0, sizeof(*to));
	if (inet_pton(AF_INET, set->address, &four->sin_addr) == 1) {
		four->sin_family = AF_INET;
		four->sin_port = htons(set->port);
		return true;
	}
	if (inet_pton(AF_INET6, set->address, &six->sin6_addr) == 1) {
		six->sin6_family = AF_INET6;
		six->sin6_port = htons(set->port);
		return true;
	}
	return false;
}

static struct MHD_Daemon *start(struct emu_server *s,
				const struct sockaddr_storage *address)
{
	const struct emu_server_settings *set = &s->set;
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
	const struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_KEY, 0,
		  (void *)(uintptr_t)set->tls_key },
		{ MHD_OPTION_HTTPS_MEM_CERT, 0,
		  (void *)(uintptr_t)set->tls_cert },
		{ set->client_ca ? MHD_OPTION_HTTPS_MEM_TRUST :
		  MHD_OPTION_END, 0, (void *)(uintptr_t)set->client_ca },
		{ MHD_OPTION_END, 0, NULL },
	};
	const struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };

	if (address->ss_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	if (set->tls_key)
		flags |= MHD_USE_TLS;
	return MHD_start_daemon(flags, set->port, NULL, NULL, on_request, s,
		MHD_OPTION_SOCK_ADDR, address,
		MHD_OPTION_CONNECTION_LIMIT, set->max_connections,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
		MHD_OPTION_ARRAY, set->tls_key ? tls : none,
		MHD_OPTION_END);
}

struct emu_server *emu_server_open(const struct emu_server_settings *set,
				   struct buf *why)
{
	struct emu_server *s = mem_array(1, sizeof(*s));
	const union MHD_DaemonInfo *info;
	struct sockaddr_storage address;

	s->set = *set;
	s->links.next = s->links.prev = &s->links;
	s->waiting.next = s->waiting.prev = &s->waiting;
	if (!address_of(set, &address)) {
		buf_addf(why, "'%s' is not an address; expected one such as "
			 "127.0.0.1", set->address);
		mem_free(s);
		return NULL;
	}
	errno = 0;
	s->daemon = start(s, &address);
	if (!s->daemon) {
		buf_addf(why, "cannot listen on %s port %u: %s", set->address,
			 set->port, errno ? strerror(errno) :
			 set->tls_key ? "the TLS key and certificate cannot "
			 "be used, or do not belong together" :
			 "the library refused the settings");
		mem_free(s);
		return NULL;
	}
	info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	s->fd = info->epoll_fd;
	info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
	s->port = info->port;
	return s;
}

void emu_server_close(struct emu_server *s)
{
	if (!s)
		return;
	for (struct emu_call *c = s->waiting.next; c != &s->waiting;
	     c = c->next) {
		if (c->asleep || (c->held && c->reply.way == EMU_HTTP_HOLD))
			MHD_resume_connection(c->connection);
		c->reply.way = EMU_HTTP_CLOSE;
		c->asleep = false;
	}
	MHD_stop_daemon(s->daemon);
	mem_free(s);
}

uint16_t emu_server_port(const struct emu_server *s)
{
	return s->port;
}

int emu_server_fd(const struct emu_server *s)
{
	return s->fd;
}

unsigned emu_server_connections(const struct emu_server *s)
{
	return s->connections;
}

int64_t emu_server_wait_ms(const struct emu_server *s)
{
	MHD_UNSIGNED_LONG_LONG library;
	int64_t wait = s->resumed ? 0 :
		       s->connections ? SWEEP_MS : EMU_NEVER;

	if (MHD_get_timeout(s->daemon, &library) == MHD_YES &&
	    (int64_t)library < wait)
		wait = (int64_t)library;
	for (const struct emu_call *c = s->waiting.next;
	     c != &s->waiting; c = c->next) {
		const int64_t left = c->next_ms - emu_real_ms();

		if (c->asleep && left < wait)
			wait = left > 0 ? left : 0;
	}
	return wait;
}

void emu_server_run(struct emu_server *s)
{
	const int64_t now = emu_real_ms();

	sweep(s, now);
	wake_dribbling(s, now);
	s->resumed = false;
	MHD_run(s->daemon);
}
