/*
 * net_http_test.c - a request leaves at most once, and its end is told right
 *
 * The server is a thread that does what the test's script says, request by
 * request, and counts what it was sent: the proof is on its side.
 */
#include "net/http.h"

#include <arpa/inet.h>
#include <check.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/num.h"
#include "net/clock.h"
#include "net/wait.h"

Suite *net_http_suite(void);

enum { LINES = 16, PEERS = 64, BYTES = 1 << 16 };

/* ---- the server ---- */

enum act { ANSWER, CLOSE, RESET, SILENT, ANSWER_CLOSE };

struct step {
	enum act act;
	const char *say;	/* before the rest of it */
	unsigned wait_ms;
};

static struct {
	pthread_mutex_t lock;
	pthread_t thread, peers[PEERS];
	int fd;
	unsigned port;
	const struct step *steps;
	unsigned n_steps;
	unsigned requests, connections, open, most_open;
	char got[LINES][BYTES];
	char raw[BYTES];	/* first bytes of a connection */
} server;

#define OK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
static const char good[] = OK_HEAD "Content-Length: 4\r\n\r\n<ok>";

static size_t body_length(const char *head)
{
	const char *at = strcasestr(head, "\r\nContent-Length: ");

	return at ? strtoul(at + 18, NULL, 10) : 0;
}

/* A whole request, or false at the end of the connection. */
static bool read_request(int fd, char *to)
{
	size_t n = 0;

	for (;;) {
		const char *end;
		ssize_t more = recv(fd, to + n, BYTES - 1 - n, 0);

		if (more <= 0)
			return false;
		if (n == 0)
			memcpy(server.raw, to, (size_t)more);
		n += (size_t)more;
		to[n] = '\0';
		end = strstr(to, "\r\n\r\n");
		if (end && n >= (size_t)(end + 4 - to) + body_length(to))
			return true;
	}
}

static struct step next_step(const char *request)
{
	struct step s = { ANSWER, good, 0 };

	pthread_mutex_lock(&server.lock);
	if (server.requests < server.n_steps)
		s = server.steps[server.requests];
	if (server.requests < LINES)
		strcpy(server.got[server.requests], request);
	server.requests++;
	pthread_mutex_unlock(&server.lock);
	return s;
}

static void end_peer(int fd, bool reset)
{
	const struct linger now = { 1, 0 };

	if (reset)
		setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	pthread_mutex_lock(&server.lock);
	server.open--;
	pthread_mutex_unlock(&server.lock);
	close(fd);
}

static void *serve(void *owner)
{
	const int fd = (int)(intptr_t)owner;
	char *request = malloc(BYTES);
	struct step s = { ANSWER, NULL, 0 };

	while (s.act == ANSWER && read_request(fd, request)) {
		s = next_step(request);
		if (s.wait_ms)
			usleep(s.wait_ms * 1000);
		if (s.say)
			send(fd, s.say, strlen(s.say), MSG_NOSIGNAL);
		if (s.act == SILENT)
			while (recv(fd, request, BYTES, 0) > 0)
				;
	}
	end_peer(fd, s.act == RESET);
	free(request);
	return NULL;
}

static void *accept_all(void *owner)
{
	int fd;

	while ((fd = accept(server.fd, NULL, NULL)) >= 0) {
		pthread_mutex_lock(&server.lock);
		ck_assert_uint_lt(server.connections, PEERS);
		if (++server.open > server.most_open)
			server.most_open = server.open;
		pthread_create(&server.peers[server.connections++], NULL,
			       serve, (void *)(intptr_t)fd);
		pthread_mutex_unlock(&server.lock);
	}
	return owner;
}

static void server_start(const struct step *steps, unsigned n)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof(at);

	memset(&server, 0, sizeof(server));
	pthread_mutex_init(&server.lock, NULL);
	server.steps = steps;
	server.n_steps = n;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server.fd = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(server.fd, (void *)&at, sizeof(at)), 0);
	ck_assert_int_eq(listen(server.fd, 64), 0);
	getsockname(server.fd, (void *)&at, &size);
	server.port = ntohs(at.sin_port);
	pthread_create(&server.thread, NULL, accept_all, NULL);
}

/* After the client has closed its connections. */
static void server_stop(void)
{
	shutdown(server.fd, SHUT_RDWR);
	pthread_join(server.thread, NULL);
	for (unsigned i = 0; i < server.connections; i++)
		pthread_join(server.peers[i], NULL);
	close(server.fd);
}

#define SERVER(...) do { \
		static const struct step steps_[] = { __VA_ARGS__ }; \
		server_start(steps_, sizeof(steps_) / sizeof(*steps_)); \
	} while (0)

/* ---- the client ---- */

struct seen {
	enum net_end end;
	unsigned status;
	uint64_t bytes_sent, connect_us, first_byte_us, total_us;
	uint64_t retry_after_s;
	bool has_retry_after;
	char type[64], head[512], body[64], sent[1024], peer[64], error[256];
};

static struct net_http *client;
static struct seen seen[LINES];
static unsigned n_seen;
static char url[128];
static const struct net_post *then;	/* posted by `done`, once */

static void keep(char *to, size_t size, struct span s)
{
	snprintf(to, size, SPAN_F, SPAN_A(s));
}

static void on_done(void *owner, const struct net_answer *a)
{
	struct seen *s = a->token ? a->token : &seen[n_seen];

	ck_assert_ptr_eq(owner, &client);
	*s = (struct seen){ .end = a->end, .status = a->status,
		.bytes_sent = a->bytes_sent, .connect_us = a->connect_us,
		.first_byte_us = a->first_byte_us, .total_us = a->total_us,
		.retry_after_s = a->retry_after_s,
		.has_retry_after = a->has_retry_after };
	keep(s->type, sizeof(s->type), a->type);
	keep(s->head, sizeof(s->head), a->head);
	keep(s->body, sizeof(s->body), a->body);
	keep(s->sent, sizeof(s->sent), a->sent);
	keep(s->peer, sizeof(s->peer), a->peer);
	keep(s->error, sizeof(s->error), a->error);
	ck_assert((a->end == NET_ANSWERED) == (a->error.n == 0));
	n_seen++;
	if (then) {
		const struct net_post *p = then;

		then = NULL;
		net_http_post(client, p);
	}
}

static void client_start(unsigned connections)
{
	struct buf why = BUF_INIT;

	n_seen = 0;
	client = net_http_open(&(struct net_http_settings){
		.connections = connections, .max_answer = 1000,
		.agent = "test", .done = on_done, .owner = &client }, &why);
	ck_assert_msg(client != NULL, "%s", why.p);
	snprintf(url, sizeof(url), "http://127.0.0.1:%u/api", server.port);
}

static struct net_post a_post(void)
{
	return (struct net_post){ .url = span_of(url),
		.type = SPAN("application/xml"), .body = SPAN("<request/>"),
		.connect_ms = 2000, .total_ms = 2000 };
}

static void drain(void)
{
	const int64_t end = net_clock_ms() + 20000;

	while (net_http_busy(client)) {
		ck_assert_int_lt(net_clock_ms(), end);
		net_wait(client, NULL, -1, 1000);
	}
}

/* Posts one and waits for its end. */
static const struct seen *go(const struct net_post *p)
{
	const unsigned before = n_seen;

	net_http_post(client, p);
	ck_assert_uint_eq(n_seen, before);
	drain();
	ck_assert_uint_eq(n_seen, before + 1);
	return &seen[before];
}

static void over(void)
{
	net_http_close(client);
	server_stop();
}

/* ---- ends ---- */

START_TEST(an_answer)
{
	const struct net_header extra[] = {
		{ SPAN("X-Key"), SPAN("hidden") }, { SPAN("X-None"), SPAN("") },
	};
	struct net_post p;
	const struct seen *s;

	SERVER({ ANSWER, OK_HEAD "Retry-After: 7\r\nContent-Length: 4\r\n\r\n"
		 "<ok>", 0 });
	client_start(1);
	p = a_post();
	p.headers = extra;
	p.n_headers = 2;
	s = go(&p);
	ck_assert_int_eq(s->end, NET_ANSWERED);
	ck_assert_uint_eq(s->status, 200);
	ck_assert_str_eq(s->type, "application/xml");
	ck_assert_str_eq(s->body, "<ok>");
	ck_assert_str_eq(s->head, OK_HEAD "Retry-After: 7\r\n"
			 "Content-Length: 4\r\n\r\n");
	ck_assert(s->has_retry_after);
	ck_assert_uint_eq(s->retry_after_s, 7);
	ck_assert_str_eq(s->error, "");
	ck_assert_int_eq(strncmp(s->peer, "127.0.0.1:", 10), 0);
	ck_assert_uint_gt(s->connect_us, 0);
	ck_assert_uint_le(s->connect_us, s->first_byte_us);
	ck_assert_uint_le(s->first_byte_us, s->total_us);
	over();
	ck_assert_uint_eq(s->bytes_sent, strlen(server.got[0]));
	ck_assert_ptr_nonnull(strstr(server.got[0], "\r\nX-Key: hidden\r\n"));
	ck_assert_ptr_nonnull(strstr(server.got[0], "\r\nX-None:\r\n"));
	ck_assert_ptr_nonnull(strstr(server.got[0], "\r\nUser-Agent: test"));
	ck_assert_ptr_nonnull(strstr(server.got[0], "\r\n\r\n<request/>"));
	ck_assert_ptr_null(strcasestr(server.got[0], "\r\nExpect"));
	ck_assert_ptr_null(strstr(s->sent, "hidden"));
	ck_assert_ptr_nonnull(strstr(s->sent, "\r\nX-Key: ****\r\n"));
	ck_assert_ptr_nonnull(strstr(s->sent, "POST /api HTTP/1.1\r\n"));
	ck_assert_ptr_null(strstr(s->sent, "<request/>"));
}
END_TEST

START_TEST(any_status_is_an_answer)
{
	struct net_post p;
	const struct seen *s;

	SERVER({ ANSWER, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", 0 },
	       { ANSWER, "HTTP/1.1 302 Go\r\nLocation: /other\r\n"
		 "Content-Length: 0\r\n\r\n", 0 },
	       { ANSWER, "HTTP/1.1 100 Continue\r\n\r\n"
		 "HTTP/1.1 204 No\r\n\r\n", 0 });
	client_start(1);
	p = a_post();
	s = go(&p);
	ck_assert_int_eq(s->end, NET_ANSWERED);
	ck_assert_uint_eq(s->status, 503);
	ck_assert(!s->has_retry_after);
	s = go(&p);
	ck_assert_int_eq(s->end, NET_ANSWERED);
	ck_assert_uint_eq(s->status, 302);
	s = go(&p);
	ck_assert_int_eq(s->end, NET_ANSWERED);
	ck_assert_uint_eq(s->status, 204);
	ck_assert_str_eq(s->head, "HTTP/1.1 204 No\r\n\r\n");
	over();
	ck_assert_uint_eq(server.requests, 3);
	ck_assert_uint_eq(server.connections, 1);
}
END_TEST

START_TEST(no_whole_answer)
{
	struct net_post p;

	SERVER({ CLOSE, NULL, 0 }, { RESET, NULL, 0 },
	       { CLOSE, OK_HEAD "Content-Length: 9\r\n\r\n<cut", 0 },
	       { CLOSE, OK_HEAD, 0 },
	       { CLOSE, "HTTP/1.1 100 Continue\r\n\r\n", 0 },
	       { CLOSE, "rubbish\r\n\r\n", 0 },
	       { SILENT, NULL, 0 },
	       { SILENT, OK_HEAD "Content-Length: 9\r\n\r\n<cut", 0 },
	       { ANSWER, OK_HEAD "Content-Length: 2000\r\n\r\nx", 0 });
	client_start(1);
	p = a_post();
	p.total_ms = 300;
	for (unsigned i = 0; i < 9; i++) {
		const struct seen *s = go(&p);

		ck_assert_msg(s->end == NET_UNKNOWN, "step %u: %d", i, s->end);
		ck_assert_uint_gt(s->bytes_sent, 0);
		if (i == 2 || i == 7)
			ck_assert_str_eq(s->body, "<cut");
	}
	over();
	ck_assert_uint_eq(server.requests, 9);
}
END_TEST

START_TEST(too_long)
{
	struct net_post p;
	const struct seen *s;
	static char text[1200];

	snprintf(text, sizeof(text), OK_HEAD "Connection: close\r\n\r\n%01001d",
		 0);
	server_start(&(const struct step){ CLOSE, text, 0 }, 1);
	client_start(1);
	p = a_post();
	s = go(&p);
	ck_assert_int_eq(s->end, NET_UNKNOWN);
	ck_assert_str_eq(s->error, "the answer is longer than 1000 bytes");
	over();
}
END_TEST

/* The heart of it: the library would send these a second time. */
START_TEST(a_kept_connection_dies)
{
	struct net_post p;

	SERVER({ ANSWER, good, 0 }, { CLOSE, NULL, 0 },
	       { ANSWER, good, 0 }, { RESET, NULL, 0 },
	       { ANSWER, good, 0 }, { CLOSE, NULL, 50 });
	client_start(1);
	p = a_post();
	for (unsigned i = 0; i < 6; i++)
		ck_assert_int_eq(go(&p)->end, i % 2 ? NET_UNKNOWN :
				 NET_ANSWERED);
	ck_assert_str_eq(seen[1].error, "the kept connection ended before an "
			 "answer came");
	over();
	ck_assert_uint_eq(server.requests, 6);
}
END_TEST

START_TEST(a_connection_closed_between)
{
	struct net_post p;

	SERVER({ ANSWER_CLOSE, good, 0 }, { ANSWER_CLOSE, good, 0 },
	       { ANSWER_CLOSE, good, 0 });
	client_start(1);
	p = a_post();
	for (unsigned i = 0; i < 3; i++) {
		ck_assert_int_eq(go(&p)->end, NET_ANSWERED);
		while (server.open)
			usleep(1000);
	}
	over();
	ck_assert_uint_eq(server.requests, 3);
	ck_assert_uint_eq(server.connections, 3);
}
END_TEST

/* The end of the connection and the next request cross on the way. */
START_TEST(a_connection_closed_just_now)
{
	struct net_post p;
	unsigned left = 0;

	server_start(NULL, 0);
	client_start(1);
	p = a_post();
	for (unsigned i = 0; i < 300; i++) {
		static const struct step bye = { ANSWER_CLOSE, good, 0 };

		pthread_mutex_lock(&server.lock);
		server.steps = &bye;
		server.n_steps = server.requests + 1;
		server.steps -= server.requests;
		pthread_mutex_unlock(&server.lock);
		n_seen = 0;
		if (go(&p)->end != NET_NOT_SENT)
			left++;
		if (server.connections > PEERS - 2)
			break;
	}
	over();
	ck_assert_uint_gt(left, 10);
	ck_assert_uint_le(server.requests, left);
}
END_TEST

/* ---- nothing leaves ---- */

START_TEST(nobody_listens)
{
	struct net_post p;
	const struct seen *s;

	SERVER({ ANSWER, good, 0 });
	client_start(1);
	server_stop();
	p = a_post();
	s = go(&p);
	ck_assert_int_eq(s->end, NET_NOT_SENT);
	ck_assert_uint_eq(s->bytes_sent, 0);
	ck_assert_uint_eq(s->status, 0);
	net_http_close(client);
}
END_TEST

static void refused(struct net_post p, const char *why)
{
	const struct seen *s = go(&p);

	ck_assert_int_eq(s->end, NET_NOT_SENT);
	ck_assert_uint_eq(s->bytes_sent, 0);
	ck_assert_msg(strstr(s->error, why) != NULL, "%s", s->error);
}

START_TEST(settings_that_cannot_be_used)
{
	const struct net_header split = { SPAN("X-A"), SPAN("b\r\nX-C: d") };
	struct net_post p;

	SERVER({ ANSWER, good, 0 });
	client_start(1);
	p = a_post();
	p.ca = SPAN("ca.pem");
	refused(p, "is not https, and TLS is asked for");
	p = a_post();
	p.server_name = SPAN("other");
	refused(p, "is not https");
	p = a_post();
	p.headers = &split;
	p.n_headers = 1;
	refused(p, "cannot be sent as a header");
	p = a_post();
	p.type = SPAN("a/b\r\nX-C: d");
	refused(p, "cannot be sent as a media type");
	p = a_post();
	p.url = SPAN("not a url");
	refused(p, "is not a URL");
	p = a_post();
	p.url = SPAN("ftp://127.0.0.1/");
	refused(p, "rotocol");
	over();
	ck_assert_uint_eq(server.connections, 0);
}
END_TEST

START_TEST(tls_where_none_is_spoken)
{
	struct net_post p;

	SERVER({ ANSWER, good, 0 });
	client_start(1);
	snprintf(url, sizeof(url), "https://127.0.0.1:%u/", server.port);
	p = a_post();
	p.connect_ms = 300;
	ck_assert_int_eq(go(&p)->end, NET_NOT_SENT);
	p.total_ms = 200;		/* of both, the shorter */
	ck_assert_int_eq(go(&p)->end, NET_NOT_SENT);
	over();
	ck_assert_uint_eq(server.requests, 0);
	ck_assert_uint_eq(server.connections, 2);
	ck_assert_int_eq(server.raw[0], 0x16);	/* a handshake, no more */
}
END_TEST

/* ---- proxies ---- */

START_TEST(a_proxy)
{
	struct net_post p;
	char proxy[64];

	SERVER({ ANSWER, good, 0 },
	       { CLOSE, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", 0 });
	client_start(1);
	snprintf(proxy, sizeof(proxy), "http://me:pass@127.0.0.1:%u",
		 server.port);
	p = a_post();
	p.proxy = span_of(proxy);
	p.url = SPAN("http://nowhere.invalid/api");
	ck_assert_int_eq(go(&p)->end, NET_ANSWERED);
	ck_assert_ptr_nonnull(strstr(seen[0].sent,
				     "Proxy-Authorization: ****"));
	p.url = SPAN("https://nowhere.invalid/api");
	ck_assert_int_eq(go(&p)->end, NET_NOT_SENT);
	ck_assert_uint_eq(seen[1].bytes_sent, 0);
	over();
	ck_assert_int_eq(strncmp(server.got[0], "POST http://nowhere.invalid"
				 "/api HTTP/1.1\r\n", 42), 0);
	ck_assert_int_eq(strncmp(server.got[1], "CONNECT ", 8), 0);
	ck_assert_ptr_null(strstr(server.got[1], "<request/>"));
}
END_TEST

START_TEST(no_proxy_of_the_environment)
{
	struct net_post p;

	SERVER({ ANSWER, good, 0 });
	setenv("http_proxy", "http://127.0.0.1:1", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
	client_start(1);
	p = a_post();
	ck_assert_int_eq(go(&p)->end, NET_ANSWERED);
	over();
}
END_TEST

/* ---- many ---- */

START_TEST(not_more_than_so_many_connections)
{
	static struct step slow[40];
	struct net_post p;
	struct seen each[40];

	for (unsigned i = 0; i < 40; i++)
		slow[i] = (struct step){ ANSWER, good, 5 };
	server_start(slow, 40);
	client_start(3);
	p = a_post();
	for (unsigned i = 0; i < 40; i++) {
		p.token = &each[i];
		net_http_post(client, &p);
	}
	ck_assert_uint_eq(net_http_busy(client), 40);
	drain();
	for (unsigned i = 0; i < 40; i++)
		ck_assert_int_eq(each[i].end, NET_ANSWERED);
	over();
	ck_assert_uint_eq(server.requests, 40);
	ck_assert_uint_eq(server.most_open, 3);
	ck_assert_uint_eq(server.connections, 3);
}
END_TEST

START_TEST(who_waits_has_not_begun)
{
	struct net_post p;
	struct seen each[2];

	SERVER({ ANSWER, good, 600 }, { ANSWER, good, 0 });
	client_start(1);
	p = a_post();
	p.token = &each[0];
	net_http_post(client, &p);
	p.token = &each[1];
	p.total_ms = 400;
	net_http_post(client, &p);
	drain();
	ck_assert_int_eq(each[0].end, NET_ANSWERED);
	ck_assert_int_eq(each[1].end, NET_ANSWERED);
	over();
}
END_TEST

START_TEST(done_posts_the_next)
{
	struct net_post p, second;

	SERVER({ ANSWER, good, 0 }, { CLOSE, NULL, 0 });
	client_start(1);
	p = second = a_post();
	second.body = SPAN("<second/>");
	then = &second;
	net_http_post(client, &p);
	drain();
	ck_assert_uint_eq(n_seen, 2);
	ck_assert_int_eq(seen[1].end, NET_UNKNOWN);
	over();
	ck_assert_ptr_nonnull(strstr(server.got[1], "\r\n\r\n<second/>"));
}
END_TEST

START_TEST(closed_in_the_middle)
{
	struct net_post p;

	SERVER({ SILENT, NULL, 0 });
	client_start(1);
	p = a_post();
	net_http_post(client, &p);
	net_http_post(client, &p);
	while (server.requests == 0)
		net_wait(client, NULL, -1, 10);
	over();
	ck_assert_uint_eq(n_seen, 0);
}
END_TEST

START_TEST(other_methods)
{
	struct net_post p;

	SERVER({ ANSWER, good, 0 }, { ANSWER, good, 0 });
	client_start(1);
	p = a_post();
	p.method = SPAN("GET");
	p.type = p.body = SPAN_EMPTY;
	ck_assert_int_eq(go(&p)->end, NET_ANSWERED);
	p.method = SPAN("PATCH");
	p.body = SPAN("{}");
	ck_assert_int_eq(go(&p)->end, NET_ANSWERED);
	over();
	ck_assert_int_eq(strncmp(server.got[0], "GET /api HTTP/1.1", 17), 0);
	ck_assert_int_eq(strncmp(server.got[1], "PATCH /api HTTP/1.1", 19), 0);
	ck_assert_ptr_null(strstr(server.got[1], "Content-Type"));
	ck_assert_ptr_nonnull(strstr(server.got[1], "\r\n\r\n{}"));
}
END_TEST

/* A large body goes in parts; the server leaves in the middle of it. */
START_TEST(cut_while_sending)
{
	static char large[4 << 20];
	struct net_post p;

	memset(large, 'x', sizeof(large));
	SERVER({ ANSWER, good, 0 });
	client_start(1);
	p = a_post();
	p.body = span_make(large, sizeof(large));
	server.got[0][0] = '\0';
	ck_assert_int_eq(go(&p)->end, NET_UNKNOWN);
	over();
	ck_assert_uint_eq(server.requests, 0);
}
END_TEST

Suite *net_http_suite(void)
{
	Suite *s = suite_create("net_http");
	TCase *t = tcase_create("http");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, an_answer);
	tcase_add_test(t, any_status_is_an_answer);
	tcase_add_test(t, no_whole_answer);
	tcase_add_test(t, too_long);
	tcase_add_test(t, a_kept_connection_dies);
	tcase_add_test(t, a_connection_closed_between);
	tcase_add_test(t, a_connection_closed_just_now);
	tcase_add_test(t, nobody_listens);
	tcase_add_test(t, settings_that_cannot_be_used);
	tcase_add_test(t, tls_where_none_is_spoken);
	tcase_add_test(t, a_proxy);
	tcase_add_test(t, no_proxy_of_the_environment);
	tcase_add_test(t, not_more_than_so_many_connections);
	tcase_add_test(t, who_waits_has_not_begun);
	tcase_add_test(t, done_posts_the_next);
	tcase_add_test(t, closed_in_the_middle);
	tcase_add_test(t, other_methods);
	tcase_add_test(t, cut_while_sending);
	suite_add_tcase(s, t);
	return s;
}
