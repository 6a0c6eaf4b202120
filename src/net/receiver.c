/*
 * libmicrohttpd without threads: its descriptor is one of those that
 * net/wait.h sleeps on. Deadlines are kept here, by the whole request: the
 * library's own begin anew with every byte.
 */
#include "net/receiver.h"

#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "base/mem.h"
#include "base/num.h"
#include "net/clock.h"
#include "net/pipe.h"

enum { POOL_BYTES = 32768, SWEEP_MS = 250, BODY_BYTES = 4 << 20,
       CONNECTIONS = 256, REQUEST_MS = 30000, IDLE_MS = 60000,
       FLUSH_MS = 500 };

static const int64_t never = INT64_MAX;

struct sender {				/* a connection */
	struct net_receiver *r;
	struct sender *next, *prev;	/* ring */
	int fd;
	int64_t deadline_ms;
	struct buf peer;
};

enum stage { COLLECTING, TOO_LARGE, TAKEN, ANSWERED, OVER };

struct net_call {
	struct net_receiver *r;
	struct MHD_Connection *connection;
	struct sender *sender;
	struct net_call *next, *prev;	/* of those that are taken */
	enum stage stage;
	bool suspended, leaving;
	unsigned status;
	struct buf head, body;
};

struct net_receiver {
	struct net_receiver_settings set;
	struct buf path;
	struct MHD_Daemon *daemon;
	int fd;
	uint16_t port;
	struct sender senders;		/* head of the ring */
	struct net_call taken;		/* head of the ring */
	size_t connections, waiting;
	size_t leaving;			/* answers not yet sent */
	int64_t swept_ms;
	bool refusing, closing;
	bool resumed;			/* answered since it ran, which the
					   library does not tell */
};

/* ---- connections ---- */

static void tell_peer(struct buf *to, const struct sockaddr *address)
{
	const struct sockaddr_in *four = (const void *)address;
	const struct sockaddr_in6 *six = (const void *)address;
	char text[INET6_ADDRSTRLEN] = "";

	if (address->sa_family == AF_INET6) {
		inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof(text));
		buf_addf(to, "[%s]:%u", text, ntohs(six->sin6_port));
	} else if (address->sa_family == AF_INET) {
		inet_ntop(AF_INET, &four->sin_addr, text, sizeof(text));
		buf_addf(to, "%s:%u", text, ntohs(four->sin_port));
	}
}

/* The library only asks for a certificate; this makes the handshake fail
 * without one that the CA has signed. */
static void demand_certificate(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
	gnutls_session_t session = info->tls_session;

	gnutls_certificate_server_set_request(session, GNUTLS_CERT_REQUIRE);
	gnutls_session_set_verify_cert(session, NULL, 0);
}

static struct sender *sender_new(struct net_receiver *r,
				 struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info;
	struct sender *s = mem_array(1, sizeof(*s));

	info = MHD_get_connection_info(connection,
				       MHD_CONNECTION_INFO_CONNECTION_FD);
	s->r = r;
	s->fd = info->connect_fd;
	s->deadline_ms = net_clock_ms() + (int64_t)r->set.request_ms;
	info = MHD_get_connection_info(connection,
				       MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	tell_peer(&s->peer, info->client_addr);
	s->next = r->senders.next;
	s->prev = &r->senders;
	s->next->prev = s;
	r->senders.next = s;
	r->connections++;
	return s;
}

static void on_connection(void *owner, struct MHD_Connection *connection,
			  void **context,
			  enum MHD_ConnectionNotificationCode what)
{
	struct net_receiver *r = owner;
	struct sender *s = *context;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		*context = sender_new(r, connection);
		if (r->set.client_ca)
			demand_certificate(connection);
		return;
	}
	if (!s)
		return;
	s->next->prev = s->prev;
	s->prev->next = s->next;
	r->connections--;
	buf_release(&s->peer);
	mem_free(s);
	*context = NULL;
}

static void sweep(struct net_receiver *r)
{
	const int64_t now = net_clock_ms();

	if (now - r->swept_ms < SWEEP_MS)
		return;
	r->swept_ms = now;
	for (struct sender *s = r->senders.next; s != &r->senders;
	     s = s->next) {
		if (s->deadline_ms > now)
			continue;
		s->deadline_ms = never;
		shutdown(s->fd, SHUT_RDWR);
	}
}

/* ---- answers ---- */

static enum MHD_Result answer(struct net_call *c, unsigned status)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(0,
					NULL, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result result;

	c->stage = OVER;
	if (!response)
		return MHD_NO;
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		MHD_add_response_header(response, "Allow", "POST");
	result = MHD_queue_response(c->connection, status, response);
	MHD_destroy_response(response);
	return result;
}

static void forget(struct net_call *c)
{
	if (!c->next)
		return;
	c->next->prev = c->prev;
	c->prev->next = c->next;
	c->next = c->prev = NULL;
	c->r->waiting--;
}

void net_receiver_answer(struct net_call *c, unsigned status)
{
	forget(c);
	c->stage = ANSWERED;
	c->status = status;
	c->leaving = true;
	c->r->leaving++;
	if (c->suspended) {
		c->r->resumed = true;
		MHD_resume_connection(c->connection);
	}
	c->suspended = false;
}

/* ---- messages ---- */

static bool is_secret(struct span name)
{
	return span_eq_nocase(name, SPAN("Authorization")) ||
	       span_eq_nocase(name, SPAN("Cookie"));
}

static enum MHD_Result add_header(void *owner, enum MHD_ValueKind kind,
				  const char *name, const char *value)
{
	struct buf *head = owner;

	(void)kind;
	buf_add(head, span_of(name));
	buf_add(head, SPAN(": "));
	buf_add(head, is_secret(span_of(name)) ? SPAN("****") :
		      span_of(value ? value : ""));
	buf_add(head, SPAN("\r\n"));
	return MHD_YES;
}

static const char *header(struct net_call *c, const char *name)
{
	const char *value = MHD_lookup_connection_value(c->connection,
						MHD_HEADER_KIND, name);

	return value ? value : "";
}

static struct net_call *call_new(struct net_receiver *r,
				 struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info;
	struct net_call *c = mem_array(1, sizeof(*c));

	info = MHD_get_connection_info(connection,
				       MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	c->r = r;
	c->connection = connection;
	c->sender = info->socket_context;
	c->sender->deadline_ms = net_clock_ms() + (int64_t)r->set.request_ms;
	return c;
}

/* Who is told before the body may save the sending. */
static enum MHD_Result first_look(struct net_call *c, const char *method,
				  const char *path)
{
	const struct net_receiver *r = c->r;
	uint64_t bytes;

	if (r->set.path.n && !span_eq(span_of(path), r->set.path))
		return answer(c, MHD_HTTP_NOT_FOUND);
	if (strcmp(method, MHD_HTTP_METHOD_POST) != 0)
		return answer(c, MHD_HTTP_METHOD_NOT_ALLOWED);
	if (num_parse(span_of(header(c, "Content-Length")), &bytes) &&
	    bytes > r->set.max_body)
		return answer(c, MHD_HTTP_CONTENT_TOO_LARGE);
	return MHD_YES;
}

/* Without a length, too much is swallowed to its end, or to the deadline. */
static void take_bytes(struct net_call *c, const char *data, size_t n)
{
	if (c->stage == COLLECTING && c->body.n + n > c->r->set.max_body) {
		c->stage = TOO_LARGE;
		buf_release(&c->body);
	}
	if (c->stage == COLLECTING)
		buf_add_bytes(&c->body, data, n);
}

static enum MHD_Result hand_over(struct net_call *c, const char *path)
{
	struct net_receiver *r = c->r;
	const struct net_message m = {
		.call = c, .path = span_of(path),
		.type = span_of(header(c, "Content-Type")),
		.peer = buf_span(&c->sender->peer),
		.body = buf_span(&c->body),
	};
	struct net_message whole = m;

	MHD_get_connection_values(c->connection, MHD_HEADER_KIND, add_header,
				  &c->head);
	whole.head = buf_span(&c->head);
	c->sender->deadline_ms = never;
	c->stage = TAKEN;
	c->next = r->taken.next;
	c->prev = &r->taken;
	c->next->prev = c;
	r->taken.next = c;
	r->waiting++;
	r->set.take(r->set.owner, &whole);
	if (c->stage == ANSWERED)
		return answer(c, c->status);
	c->suspended = true;
	MHD_suspend_connection(c->connection);
	return MHD_YES;
}

static enum MHD_Result on_request(void *owner,
				  struct MHD_Connection *connection,
				  const char *path, const char *method,
				  const char *version, const char *data,
				  size_t *n, void **context)
{
	struct net_receiver *r = owner;
	struct net_call *c = *context;

	(void)version;
	if (r->closing)
		return MHD_NO;
	if (!c) {
		*context = c = call_new(r, connection);
		return first_look(c, method, path);
	}
	if (*n) {
		take_bytes(c, data, *n);
		*n = 0;
		return MHD_YES;
	}
	switch (c->stage) {
	case COLLECTING:
		if (r->refusing)
			return MHD_NO;
		return hand_over(c, path);
	case TOO_LARGE:
		return answer(c, MHD_HTTP_CONTENT_TOO_LARGE);
	case ANSWERED:
		return answer(c, c->status);
	case TAKEN:
	case OVER:
	default:
		return MHD_YES;
	}
}

static void on_completed(void *owner, struct MHD_Connection *connection,
			 void **context, enum MHD_RequestTerminationCode how)
{
	struct net_receiver *r = owner;
	struct net_call *c = *context;

	(void)connection;
	(void)how;
	if (!c)
		return;
	*context = NULL;
	forget(c);
	r->leaving -= c->leaving;
	c->sender->deadline_ms = net_clock_ms() + (int64_t)r->set.idle_ms;
	buf_release(&c->head);
	buf_release(&c->body);
	mem_free(c);
}

/* ---- the port ---- */

/* "127.0.0.1:8079", "[::1]:0", with or without the port */
static bool address_of(struct span listen, uint16_t *port,
		       struct sockaddr_storage *to)
{
	struct sockaddr_in *four = (struct sockaddr_in *)to;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)to;
	struct buf host = BUF_INIT;
	struct span name = listen, after = SPAN_EMPTY;
	uint64_t number = *port;
	bool ok = true;

	memset(to, 0, sizeof(*to));
	if (span_starts(listen, SPAN("["))) {
		if (!memchr(listen.p, ']', listen.n))
			return false;
		after = span_from(listen, 1);
		span_cut(&after, ']', &name);
		if (after.n)
			after = span_from(after, 1);
	} else if (memchr(listen.p, ':', listen.n)) {
		after = listen;
		span_cut(&after, ':', &name);
	}
	buf_add(&host, name);
	if (after.n)
		ok = num_parse(after, &number) && number <= UINT16_MAX;
	*port = (uint16_t)number;
	if (ok && inet_pton(AF_INET, host.p ? host.p : "",
			    &four->sin_addr) == 1)
		four->sin_family = AF_INET;
	else if (ok && inet_pton(AF_INET6, host.p ? host.p : "",
				 &six->sin6_addr) == 1)
		six->sin6_family = AF_INET6;
	else
		ok = false;
	buf_release(&host);
	return ok;
}

bool net_receiver_listen_ok(struct span listen)
{
	struct sockaddr_storage address;
	uint16_t port = 0;

	return address_of(listen, &port, &address);
}

static void set_port(struct sockaddr_storage *to, uint16_t port)
{
	if (to->ss_family == AF_INET6)
		((struct sockaddr_in6 *)to)->sin6_port = htons(port);
	else
		((struct sockaddr_in *)to)->sin_port = htons(port);
}

static struct MHD_Daemon *start(struct net_receiver *r, uint16_t port,
				const struct sockaddr_storage *address)
{
	const struct net_receiver_settings *set = &r->set;
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;
	/* the library takes its options without const */
	const struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_KEY, 0,
		  (void *)(uintptr_t)set->tls_key },
		{ MHD_OPTION_HTTPS_MEM_CERT, 0,
		  (void *)(uintptr_t)set->tls_cert },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0,
		  (void *)(uintptr_t)"NORMAL:-VERS-ALL:+VERS-TLS1.3"
				     ":+VERS-TLS1.2" },
		{ set->client_ca ? MHD_OPTION_HTTPS_MEM_TRUST :
		  MHD_OPTION_END, 0, (void *)(uintptr_t)set->client_ca },
		{ MHD_OPTION_END, 0, NULL },
	};
	const struct MHD_OptionItem none[] = { { MHD_OPTION_END, 0, NULL } };

	if (address->ss_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	if (set->tls_key)
		flags |= MHD_USE_TLS;
	return MHD_start_daemon(flags, port, NULL, NULL, on_request, r,
		MHD_OPTION_SOCK_ADDR, address,
		MHD_OPTION_CONNECTION_LIMIT, set->max_connections,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, r,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, r,
		MHD_OPTION_ARRAY, set->tls_key ? tls : none,
		MHD_OPTION_END);
}

static void fill_in(struct net_receiver *r,
		    const struct net_receiver_settings *set)
{
	r->set = *set;
	buf_add(&r->path, set->path);
	r->set.path = buf_span(&r->path);
	if (!r->set.max_body)
		r->set.max_body = BODY_BYTES;
	if (!r->set.max_connections)
		r->set.max_connections = CONNECTIONS;
	if (!r->set.request_ms)
		r->set.request_ms = REQUEST_MS;
	if (!r->set.idle_ms)
		r->set.idle_ms = IDLE_MS;
	r->senders.next = r->senders.prev = &r->senders;
	r->taken.next = r->taken.prev = &r->taken;
}

static void free_receiver(struct net_receiver *r)
{
	buf_release(&r->path);
	mem_free(r);
}

struct net_receiver *
net_receiver_open(const struct net_receiver_settings *set, struct buf *why)
{
	struct net_receiver *r = mem_array(1, sizeof(*r));
	const union MHD_DaemonInfo *info;
	struct sockaddr_storage address;
	uint16_t port = 0;

	fill_in(r, set);
	if (!address_of(set->listen, &port, &address)) {
		buf_addf(why, "cannot listen on '" SPAN_F "': not an address "
			 "and a port; expected such as 127.0.0.1:8080",
			 SPAN_A(set->listen));
		free_receiver(r);
		return NULL;
	}
	if (set->has_port)
		port = set->port;
	set_port(&address, port);
	errno = 0;
	r->daemon = start(r, port, &address);
	if (!r->daemon) {
		buf_addf(why, "cannot listen on '" SPAN_F "', port %u: %s",
			 SPAN_A(set->listen), port, errno ? strerror(errno) :
			 set->tls_key ? "the TLS key and certificate cannot "
			 "be used, or do not belong together" :
			 "the library refused the settings");
		free_receiver(r);
		return NULL;
	}
	info = MHD_get_daemon_info(r->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	r->fd = info->epoll_fd;
	info = MHD_get_daemon_info(r->daemon, MHD_DAEMON_INFO_BIND_PORT);
	r->port = info->port;
	return r;
}

/* What was acknowledged is not asked for again: the answers leave first. */
static void flush(struct net_receiver *r)
{
	const int64_t end = net_clock_ms() + FLUSH_MS;
	struct pollfd fd = { .fd = r->fd, .events = POLLIN };

	while (r->leaving && net_clock_ms() < end) {
		MHD_run(r->daemon);
		if (r->leaving)
			poll(&fd, 1, 1);
	}
}

void net_receiver_close(struct net_receiver *r)
{
	struct net_pipe_guard guard;

	if (!r)
		return;
	net_pipe_ignore(&guard);
	r->refusing = true;
	flush(r);
	r->closing = true;
	/* the library stops only when nobody is suspended */
	for (struct net_call *c = r->taken.next; c != &r->taken; c = c->next)
		if (c->suspended)
			MHD_resume_connection(c->connection);
	MHD_stop_daemon(r->daemon);
	net_pipe_restore(&guard);
	free_receiver(r);
}

uint16_t net_receiver_port(const struct net_receiver *r)
{
	return r->port;
}

size_t net_receiver_waiting(const struct net_receiver *r)
{
	return r->waiting;
}

int net_receiver_fd(const struct net_receiver *r)
{
	return r->fd;
}

int64_t net_receiver_wait_ms(const struct net_receiver *r)
{
	MHD_UNSIGNED_LONG_LONG library;
	int64_t wait = r->resumed ? 0 : r->connections ? SWEEP_MS : never;

	if (MHD_get_timeout(r->daemon, &library) == MHD_YES &&
	    (int64_t)library < wait)
		wait = (int64_t)library;
	return wait;
}

void net_receiver_run(struct net_receiver *r)
{
	sweep(r);
	r->resumed = false;
	MHD_run(r->daemon);
}
