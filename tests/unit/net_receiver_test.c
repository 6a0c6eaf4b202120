/*
 * net_receiver_test.c - senders wait until the owner says so, and none of
 * them can spoil it for others
 *
 * Good senders are net/http.h in the same loop; bad ones are bare sockets.
 */
#include "net/receiver.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/clock.h"
#include "net/http.h"
#include "net/wait.h"

Suite *net_receiver_suite(void);

enum { MANY = 16 };

static struct net_receiver *receiver;
static struct net_http *sender;
static struct net_receiver_settings set;
static struct buf why;
static char url[64];

static struct net_call *calls[MANY];	/* those that wait */
static unsigned taken, at_once;
static char path[64], type[64], head[512], peer[64], body[64];
static unsigned done, statuses[MANY];
static enum net_end ends[MANY];

static void on_message(void *owner, const struct net_message *m)
{
	ck_assert_ptr_eq(owner, &receiver);
	ck_assert_uint_lt(taken, MANY);
	snprintf(path, sizeof(path), SPAN_F, SPAN_A(m->path));
	snprintf(type, sizeof(type), SPAN_F, SPAN_A(m->type));
	snprintf(head, sizeof(head), SPAN_F, SPAN_A(m->head));
	snprintf(peer, sizeof(peer), SPAN_F, SPAN_A(m->peer));
	snprintf(body, sizeof(body), SPAN_F, SPAN_A(m->body));
	calls[taken++] = m->call;
	if (at_once)
		net_receiver_answer(m->call, at_once);
}

static void on_done(void *owner, const struct net_answer *a)
{
	(void)owner;
	ck_assert_uint_lt(done, MANY);
	ends[done] = a->end;
	statuses[done++] = a->status;
}

static void open_receiver(void)
{
	receiver = net_receiver_open(&set, &why);
	ck_assert_msg(receiver != NULL, "%s", why.p);
	snprintf(url, sizeof(url), "http://127.0.0.1:%u/inbox",
		 net_receiver_port(receiver));
}

static void begin(void)
{
	why = (struct buf)BUF_INIT;
	taken = done = at_once = 0;
	set = (struct net_receiver_settings){ .listen = SPAN("127.0.0.1:0"),
		.path = SPAN("/inbox"), .max_body = 1000, .take = on_message,
		.owner = &receiver };
	sender = net_http_open(&(struct net_http_settings){ .connections = 8,
		.max_answer = 1000, .done = on_done }, &why);
	ck_assert_ptr_nonnull(sender);
}

static void end(void)
{
	net_receiver_close(receiver);
	net_http_close(sender);
	buf_release(&why);
	receiver = NULL;
}

static void post(const char *text)
{
	net_http_post(sender, &(struct net_post){ .url = span_of(url),
		.type = SPAN("application/xml"), .body = span_of(text) });
}

#define UNTIL(condition) do { \
		const int64_t end_ = net_clock_ms() + 20000; \
		while (!(condition)) { \
			ck_assert_int_lt(net_clock_ms(), end_); \
			net_wait(sender, receiver, -1, 100); \
		} \
	} while (0)

START_TEST(a_message)
{
	open_receiver();
	post("<hello/>");
	UNTIL(taken == 1);
	ck_assert_str_eq(path, "/inbox");
	ck_assert_str_eq(type, "application/xml");
	ck_assert_str_eq(body, "<hello/>");
	ck_assert_ptr_nonnull(strstr(head, "Content-Length: 8\r\n"));
	ck_assert_int_eq(strncmp(peer, "127.0.0.1:", 10), 0);
	net_receiver_answer(calls[0], 204);
	UNTIL(done == 1);
	ck_assert_int_eq(ends[0], NET_ANSWERED);
	ck_assert_uint_eq(statuses[0], 204);
}
END_TEST

START_TEST(nobody_is_answered_before)
{
	open_receiver();
	for (unsigned i = 0; i < 5; i++)
		post("<hello/>");
	UNTIL(taken == 5);
	ck_assert_uint_eq(net_receiver_waiting(receiver), 5);
	for (unsigned i = 0; i < 20; i++)
		net_wait(sender, receiver, -1, 10);
	ck_assert_uint_eq(done, 0);
	for (unsigned i = 0; i < 5; i++)
		net_receiver_answer(calls[i], i == 2 ? 503 : 204);
	ck_assert_uint_eq(net_receiver_waiting(receiver), 0);
	UNTIL(done == 5);
	post("<again/>");
	UNTIL(taken == 6);
	net_receiver_answer(calls[5], 204);
	UNTIL(done == 6);
	ck_assert_uint_eq(taken, 6);
}
END_TEST

START_TEST(answered_at_once)
{
	at_once = 200;
	open_receiver();
	for (unsigned i = 0; i < 3; i++)
		post("<hello/>");
	UNTIL(done == 3);
	ck_assert_uint_eq(statuses[2], 200);
	ck_assert_uint_eq(net_receiver_waiting(receiver), 0);
}
END_TEST

START_TEST(not_for_us)
{
	struct net_post p = { .body = SPAN("x") };
	char other[64];

	open_receiver();
	snprintf(other, sizeof(other), "http://127.0.0.1:%u/other",
		 net_receiver_port(receiver));
	p.url = span_of(other);
	net_http_post(sender, &p);
	UNTIL(done == 1);
	ck_assert_uint_eq(statuses[0], 404);
	p.url = span_of(url);
	p.method = SPAN("PUT");
	net_http_post(sender, &p);
	UNTIL(done == 2);
	ck_assert_uint_eq(statuses[1], 405);
	ck_assert_uint_eq(taken, 0);
}
END_TEST

START_TEST(any_path_where_none_is_named)
{
	set.path = SPAN_EMPTY;
	at_once = 204;
	open_receiver();
	post("x");
	UNTIL(done == 1);
	ck_assert_str_eq(path, "/inbox");
}
END_TEST

START_TEST(too_large)
{
	static char large[1002];

	open_receiver();
	memset(large, 'x', 1001);
	post(large);
	UNTIL(done == 1);
	ck_assert_uint_eq(statuses[0], 413);
	large[1000] = '\0';
	at_once = 204;
	post(large);
	UNTIL(done == 2);
	ck_assert_uint_eq(statuses[1], 204);
	ck_assert_uint_eq(taken, 1);
}
END_TEST

/* ---- bare sockets ---- */

static int dial(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons(net_receiver_port(receiver));
	ck_assert_int_eq(connect(fd, (void *)&at, sizeof(at)), 0);
	return fd;
}

static void say(int fd, const char *text)
{
	send(fd, text, strlen(text), MSG_NOSIGNAL);
}

/* Is there an answer, or the end? -1: not yet. */
static ssize_t hear(int fd, char *to, size_t size)
{
	const ssize_t n = recv(fd, to, size - 1, MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN ? -1 : 0;
	to[n] = '\0';
	return n;
}

START_TEST(too_large_without_a_length)
{
	char answer[512] = "";
	int fd;

	open_receiver();
	fd = dial();
	say(fd, "POST /inbox HTTP/1.1\r\nHost: x\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n");
	for (unsigned i = 0; i < 20; i++) {
		say(fd, "64\r\n");
		for (unsigned j = 0; j < 10; j++)
			say(fd, "0123456789");
		say(fd, "\r\n");
		net_wait(sender, receiver, -1, 0);
	}
	say(fd, "0\r\n\r\n");
	UNTIL(hear(fd, answer, sizeof(answer)) > 0);
	ck_assert_ptr_nonnull(strstr(answer, " 413 "));
	ck_assert_uint_eq(taken, 0);
	close(fd);
}
END_TEST

START_TEST(slow_senders_are_cut_off)
{
	char answer[512];
	int64_t began;
	int fd;

	set.request_ms = 300;
	set.max_connections = 4;
	at_once = 204;
	open_receiver();
	fd = dial();
	say(fd, "POST /inbox HTTP/1.1\r\nHost: x\r\n"
	    "Content-Length: 900\r\n\r\n");
	began = net_clock_ms();
	while (hear(fd, answer, sizeof(answer)) != 0) {
		say(fd, "x");		/* a byte in 10 ms is too slow */
		usleep(10000);
		net_wait(sender, receiver, -1, 0);
		ck_assert_int_lt(net_clock_ms() - began, 10000);
	}
	ck_assert_int_ge(net_clock_ms() - began, 250);
	close(fd);
	ck_assert_uint_eq(taken, 0);
	post("<hello/>");
	UNTIL(done == 1);
	ck_assert_uint_eq(statuses[0], 204);
}
END_TEST

START_TEST(idle_connections_are_closed)
{
	char answer[512];
	int fd;

	set.idle_ms = 200;
	at_once = 204;
	open_receiver();
	fd = dial();
	say(fd, "POST /inbox HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
	UNTIL(hear(fd, answer, sizeof(answer)) > 0);
	ck_assert_ptr_nonnull(strstr(answer, " 204 "));
	UNTIL(hear(fd, answer, sizeof(answer)) == 0);
	close(fd);
}
END_TEST

/* It may go before it is answered; the owner need not know. */
START_TEST(a_sender_that_leaves)
{
	int fd;

	open_receiver();
	fd = dial();
	say(fd, "POST /inbox HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
	UNTIL(taken == 1);
	close(fd);
	for (unsigned i = 0; i < 5; i++)
		net_wait(sender, receiver, -1, 10);
	net_receiver_answer(calls[0], 204);
	post("<hello/>");
	UNTIL(taken == 2);
	net_receiver_answer(calls[1], 204);
	UNTIL(done == 1);
}
END_TEST

START_TEST(closed_while_some_wait)
{
	open_receiver();
	post("<hello/>");
	post("<hello/>");
	UNTIL(taken == 2);
	net_receiver_close(receiver);
	receiver = NULL;
	UNTIL(done == 2);
	ck_assert_int_eq(ends[0], NET_UNKNOWN);
	ck_assert_int_eq(ends[1], NET_UNKNOWN);
}
END_TEST

START_TEST(answered_and_closed)
{
	open_receiver();
	for (unsigned i = 0; i < 5; i++)
		post("<hello/>");
	UNTIL(taken == 5);
	for (unsigned i = 0; i < 4; i++)
		net_receiver_answer(calls[i], 204);
	net_receiver_close(receiver);
	receiver = NULL;
	UNTIL(done == 5);
	for (unsigned i = 0, cut = 0; i < 5; i++) {
		cut += ends[i] != NET_ANSWERED;
		ck_assert_uint_le(cut, 1);
	}
}
END_TEST

/* ---- ports ---- */

static void not_open(struct span listen, const char *text)
{
	set.listen = listen;
	buf_clear(&why);
	ck_assert_ptr_null(net_receiver_open(&set, &why));
	ck_assert_msg(strstr(why.p, text) != NULL, "%s", why.p);
}

START_TEST(addresses)
{
	char same[32];

	open_receiver();
	snprintf(same, sizeof(same), "127.0.0.1:%u",
		 net_receiver_port(receiver));
	not_open(span_of(same), "in use");
	not_open(SPAN("somewhere:80"), "not an address");
	not_open(SPAN("127.0.0.1:65536"), "not an address");
	not_open(SPAN("127.0.0.1:x"), "not an address");
	not_open(SPAN("[::1"), "not an address");
	not_open(SPAN(""), "not an address");
	set.tls_key = set.tls_cert = "rubbish";
	not_open(SPAN("127.0.0.1:0"), "TLS key");
	net_receiver_close(receiver);
	set.tls_key = set.tls_cert = NULL;
	set.listen = SPAN("127.0.0.1:1");
	set.has_port = true;		/* port 0 goes before */
	open_receiver();
	ck_assert_uint_gt(net_receiver_port(receiver), 1);
}
END_TEST

START_TEST(a_signal_wakes)
{
	int ends_[2];

	ck_assert_int_eq(pipe(ends_), 0);
	open_receiver();
	ck_assert(!net_wait(sender, receiver, ends_[0], 0));
	ck_assert_int_eq(write(ends_[1], "x", 1), 1);
	ck_assert(net_wait(sender, receiver, ends_[0], 60000));
	ck_assert(net_wait(NULL, receiver, ends_[0], 60000));
	ck_assert(net_wait(sender, NULL, ends_[0], 60000));
	ck_assert(net_wait(NULL, NULL, ends_[0], 60000));
	close(ends_[0]);
	close(ends_[1]);
	ck_assert(!net_wait(NULL, receiver, -1, 20));
	ck_assert_int_gt(net_clock_today_ms(), INT64_C(1700000000000));
}
END_TEST

Suite *net_receiver_suite(void)
{
	Suite *s = suite_create("net_receiver");
	TCase *t = tcase_create("receiver");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, a_message);
	tcase_add_test(t, nobody_is_answered_before);
	tcase_add_test(t, answered_at_once);
	tcase_add_test(t, not_for_us);
	tcase_add_test(t, any_path_where_none_is_named);
	tcase_add_test(t, too_large);
	tcase_add_test(t, too_large_without_a_length);
	tcase_add_test(t, slow_senders_are_cut_off);
	tcase_add_test(t, idle_connections_are_closed);
	tcase_add_test(t, a_sender_that_leaves);
	tcase_add_test(t, closed_while_some_wait);
	tcase_add_test(t, answered_and_closed);
	tcase_add_test(t, addresses);
	tcase_add_test(t, a_signal_wakes);
	suite_add_tcase(s, t);
	return s;
}
