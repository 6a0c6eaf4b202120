/*
 * sit-baseline - what a campaign costs at the least
 *
 *	sit-baseline PORT ADMIN_PORT DATABASE CASES DEVICES CONNECTIONS
 *
 * The exchange of sit-run with sit-emu, and its commits, and nothing else:
 * requests from a pattern, one under way for each device, so many at a time;
 * what is about to be sent is committed before it is, what came is committed
 * before it is acknowledged, a round of the loop in one commit. Nothing is
 * planned, parsed, signed, verified, hashed, compressed, judged or shown.
 *
 * What is committed are the rows that evidence consists of, with no index:
 * an attempt, which its acknowledgement and its result complete; a request
 * with where it went, its headers and its bytes, and then those of its
 * answer; a message with its path, its peer, its headers and its bytes.
 * Bytes are as they came, in the row: some more for the disk than what
 * sit-run packs, and no work.
 *
 * Prints the seconds of the wall and of the processor, and how many commits
 * there were.
 */
#include <curl/curl.h>
#include <microhttpd.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define USER	"90-B3-D5-1F-30-01-00-00"
#define SR	"http://www.dccinterface.co.uk/ServiceUserGateway"

#define TYPE	"Content-Type: application/xml"

enum { BODY = 1024, ANSWER = 8192, MESSAGE = 65536, HELD = 256, POSTS = 64,
       HEAD = 2048, ID = 80 };

struct post {
	CURL *curl;
	unsigned device;
	sqlite3_int64 number;
	int64_t sent_ms;
	size_t n, n_answer, n_head, n_sent;
	char body[BODY], answer[ANSWER], head[HEAD], sent[HEAD];
	char id[ID];
	struct post *next;
};

struct message {
	struct MHD_Connection *connection;
	size_t n, n_head;
	int taken, answered;
	char body[MESSAGE], head[HEAD];
};

static struct post posts[POSTS], *idle, *fresh;
static struct message *held[HELD];
static unsigned n_held, *queue, queue_first, queue_n, devices;
static uint64_t commits, results, *counters;
static int64_t *attempts;		/* of each device, and when sent */
static int64_t *sent_at;
static char url[128];
static sqlite3 *db;
static sqlite3_stmt *begin_st, *commit_st, *attempt_st, *ask_st, *answer_st,
	*acknowledged_st, *message_st, *result_st;
static int open_tx;

static void die(const char *what)
{
	fprintf(stderr, "sit-baseline: %s: %s\n", what,
		db ? sqlite3_errmsg(db) : "");
	exit(4);
}

/* ---- commits ---- */

static sqlite3_stmt *prepare(const char *sql)
{
	sqlite3_stmt *st;

	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		die(sql);
	return st;
}

static void run(sqlite3_stmt *st)
{
	if (sqlite3_step(st) != SQLITE_DONE)
		die("statement");
	sqlite3_reset(st);
}

static void change(sqlite3_stmt *st)
{
	if (!open_tx)
		run(begin_st);
	open_tx = 1;
	run(st);
}

static void commit(void)
{
	if (!open_tx)
		return;
	run(commit_st);
	open_tx = 0;
	commits++;
}

static void open_database(const char *path)
{
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA journal_mode = WAL;"
			 "PRAGMA synchronous = FULL;"
			 "CREATE TABLE attempt(number INTEGER PRIMARY KEY, "
			 "device INTEGER, request_id TEXT, sent_ms INTEGER, "
			 "ack_code TEXT, ack_ms INTEGER, final_code TEXT, "
			 "result_ms INTEGER, verdict TEXT);"
			 "CREATE TABLE request(number INTEGER PRIMARY KEY, "
			 "url TEXT, headers TEXT, body BLOB, "
			 "answer_headers TEXT, answer BLOB);"
			 "CREATE TABLE message(number INTEGER PRIMARY KEY, "
			 "attempt INTEGER, arrived_ms INTEGER, path TEXT, "
			 "peer TEXT, headers TEXT, body BLOB);",
			 NULL, NULL, NULL) != SQLITE_OK)
		die(path);
	begin_st = prepare("BEGIN IMMEDIATE");
	commit_st = prepare("COMMIT");
	attempt_st = prepare("INSERT INTO attempt(number, device, request_id, "
			     "sent_ms) VALUES(?, ?, ?, ?)");
	ask_st = prepare("INSERT INTO request(number, url, body) "
			 "VALUES(?, ?, ?)");
	answer_st = prepare("UPDATE request SET headers = ?, "
			    "answer_headers = ?, answer = ? WHERE number = ?");
	acknowledged_st = prepare("UPDATE attempt SET ack_code = 'I99', "
				  "ack_ms = ? WHERE number = ?");
	message_st = prepare("INSERT INTO message(attempt, arrived_ms, path, "
			     "peer, headers, body) VALUES(?, ?, ?, ?, ?, ?)");
	result_st = prepare("UPDATE attempt SET final_code = 'I0', "
			    "result_ms = ?, verdict = 'PASS' "
			    "WHERE number = ?");
}

static void bind_text(sqlite3_stmt *st, int at, const char *text, size_t n)
{
	sqlite3_bind_text(st, at, text, (int)n, SQLITE_STATIC);
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- sending ---- */

/* What does not fit ends the exchange, and with it the run. */
static size_t append(char *to, size_t *have, size_t room, const char *p,
		     size_t n)
{
	if (*have + n > room)
		return 0;
	memcpy(to + *have, p, n);
	*have += n;
	return n;
}

static size_t keep(char *p, size_t size, size_t n, void *owner)
{
	struct post *post = owner;

	return append(post->answer, &post->n_answer, ANSWER, p, size * n);
}

static size_t keep_head(char *p, size_t size, size_t n, void *owner)
{
	struct post *post = owner;

	return append(post->head, &post->n_head, HEAD, p, size * n);
}

/* The headers as they left: curl shows them in no other way. */
static int keep_sent(CURL *c, curl_infotype type, char *p, size_t n,
		     void *owner)
{
	struct post *post = owner;

	(void)c;
	if (type == CURLINFO_HEADER_OUT &&
	    append(post->sent, &post->n_sent, HEAD, p, n) != n)
		die("headers that are too long");
	return 0;
}

static void make_posts(const char *port, unsigned connections)
{
	static struct curl_slist *headers;

	headers = curl_slist_append(headers, TYPE);
	headers = curl_slist_append(headers, "Expect:");
	snprintf(url, sizeof(url), "http://127.0.0.1:%s/api/v1/serviceS",
		 port);
	for (unsigned i = 0; i < connections && i < POSTS; i++) {
		CURL *c = curl_easy_init();

		posts[i].curl = c;
		posts[i].next = idle;
		idle = &posts[i];
		curl_easy_setopt(c, CURLOPT_URL, url);
		curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
		curl_easy_setopt(c, CURLOPT_PRIVATE, &posts[i]);
		curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, keep);
		curl_easy_setopt(c, CURLOPT_WRITEDATA, &posts[i]);
		curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, keep_head);
		curl_easy_setopt(c, CURLOPT_HEADERDATA, &posts[i]);
		curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, keep_sent);
		curl_easy_setopt(c, CURLOPT_DEBUGDATA, &posts[i]);
		curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
	}
}

static void intend(sqlite3_int64 number)
{
	struct post *p = idle;

	idle = p->next;
	p->next = fresh;
	fresh = p;
	p->device = queue[queue_first];
	queue_first = (queue_first + 1) % devices;
	queue_n--;
	p->number = number;
	p->sent_ms = now_ms();
	p->n_answer = p->n_head = p->n_sent = 0;
	attempts[p->device] = number;
	sent_at[p->device] = p->sent_ms;
	snprintf(p->id, ID, USER ":00-DB-12-34-56-%02X-%02X-A0:%llu",
		 p->device >> 8, p->device & 255,
		 (unsigned long long)++counters[p->device]);
	p->n = (size_t)snprintf(p->body, BODY,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
		"<sr:Request xmlns:sr=\"" SR "\" schemaVersion=\"5.1\">"
		"<sr:Header><sr:RequestID>%s</sr:RequestID><sr:CommandVariant>1"
		"</sr:CommandVariant><sr:ServiceReference>4.3"
		"</sr:ServiceReference><sr:ServiceReferenceVariant>4.3"
		"</sr:ServiceReferenceVariant></sr:Header><sr:Body>"
		"<sr:ReadInstantaneousPrepayValues/></sr:Body></sr:Request>",
		p->id);
	sqlite3_bind_int64(attempt_st, 1, p->number);
	sqlite3_bind_int64(attempt_st, 2, p->device);
	bind_text(attempt_st, 3, p->id, strlen(p->id));
	sqlite3_bind_int64(attempt_st, 4, p->sent_ms);
	change(attempt_st);
	sqlite3_bind_int64(ask_st, 1, p->number);
	bind_text(ask_st, 2, url, strlen(url));
	sqlite3_bind_blob(ask_st, 3, p->body, (int)p->n, SQLITE_STATIC);
	change(ask_st);
}

static void send_fresh(CURLM *multi)
{
	for (struct post *p = fresh; p; p = p->next) {
		curl_easy_setopt(p->curl, CURLOPT_POSTFIELDS, p->body);
		curl_easy_setopt(p->curl, CURLOPT_POSTFIELDSIZE, (long)p->n);
		curl_multi_add_handle(multi, p->curl);
	}
	fresh = NULL;
}

static void take_answers(CURLM *multi)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(multi, &left)) != NULL) {
		struct post *p;

		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &p);
		if (m->data.result != CURLE_OK ||
		    !memmem(p->answer, p->n_answer, ">I99<", 5))
			die("no acknowledgement");
		curl_multi_remove_handle(multi, p->curl);
		bind_text(answer_st, 1, p->sent, p->n_sent);
		bind_text(answer_st, 2, p->head, p->n_head);
		sqlite3_bind_blob(answer_st, 3, p->answer, (int)p->n_answer,
				  SQLITE_STATIC);
		sqlite3_bind_int64(answer_st, 4, p->number);
		change(answer_st);
		sqlite3_bind_int64(acknowledged_st, 1, now_ms() - p->sent_ms);
		sqlite3_bind_int64(acknowledged_st, 2, p->number);
		change(acknowledged_st);
		p->next = idle;
		idle = p;
	}
}

/* ---- receiving ---- */

static enum MHD_Result say_204(struct MHD_Connection *c)
{
	struct MHD_Response *r = MHD_create_response_from_buffer(0, "",
						MHD_RESPMEM_PERSISTENT);
	enum MHD_Result result = MHD_queue_response(c, 204, r);

	MHD_destroy_response(r);
	return result;
}

static enum MHD_Result keep_header(void *owner, enum MHD_ValueKind kind,
				   const char *name, const char *value)
{
	struct message *m = owner;
	const int n = snprintf(m->head + m->n_head, HEAD - m->n_head,
			       "%s: %s\r\n", name, value ? value : "");

	(void)kind;
	if (n < 0 || (size_t)n >= HEAD - m->n_head)
		return MHD_NO;
	m->n_head += (size_t)n;
	return MHD_YES;
}

static void put_message(const struct message *m, unsigned device,
			const char *path)
{
	static const char peer[] = "127.0.0.1:00000";
	const int64_t now = now_ms();

	sqlite3_bind_int64(message_st, 1, attempts[device]);
	sqlite3_bind_int64(message_st, 2, now);
	bind_text(message_st, 3, path, strlen(path));
	bind_text(message_st, 4, peer, strlen(peer));
	bind_text(message_st, 5, m->head, m->n_head);
	sqlite3_bind_blob(message_st, 6, m->body, (int)m->n, SQLITE_STATIC);
	change(message_st);
	sqlite3_bind_int64(result_st, 1, now - sent_at[device]);
	sqlite3_bind_int64(result_st, 2, attempts[device]);
	change(result_st);
}

static void take_message(struct message *m, const char *path)
{
	const char *at;
	unsigned high, low;

	m->body[m->n] = '\0';
	at = strstr(m->body, "00-DB-12-34-56-");
	if (!at || sscanf(at + 15, "%2X-%2X", &high, &low) != 2 ||
	    high * 256 + low >= devices || n_held == HELD)
		die("a message of nobody");
	MHD_get_connection_values(m->connection, MHD_HEADER_KIND, keep_header,
				  m);
	put_message(m, high * 256 + low, path);
	queue[(queue_first + queue_n++) % devices] = high * 256 + low;
	held[n_held++] = m;
	results++;
}

static enum MHD_Result receive(void *owner, struct MHD_Connection *c,
			       const char *url_path, const char *method,
			       const char *version, const char *data,
			       size_t *n, void **context)
{
	struct message *m = *context;

	(void)owner, (void)method, (void)version;
	if (!m) {
		*context = m = calloc(1, sizeof(*m));
		m->connection = c;
		return MHD_YES;
	}
	if (*n) {
		if (m->n + *n >= MESSAGE)
			return MHD_NO;
		memcpy(m->body + m->n, data, *n);
		m->n += *n;
		*n = 0;
		return MHD_YES;
	}
	if (m->taken)
		return m->answered++ ? MHD_YES : say_204(c);
	m->taken = 1;
	take_message(m, url_path);
	MHD_suspend_connection(c);
	return MHD_YES;
}

static void received(void *owner, struct MHD_Connection *c, void **context,
		     enum MHD_RequestTerminationCode how)
{
	(void)owner, (void)c, (void)how;
	free(*context);
	*context = NULL;
}

static void acknowledge(void)
{
	for (unsigned i = 0; i < n_held; i++)
		MHD_resume_connection(held[i]->connection);
	n_held = 0;
}

static void tell_receiver(const char *admin, unsigned port)
{
	char to[128], body[128];
	CURL *c = curl_easy_init();

	snprintf(to, sizeof(to), "http://127.0.0.1:%s/admin/v1/users/"
		 USER "/receiver", admin);
	snprintf(body, sizeof(body), "{\"url\": \"http://127.0.0.1:%u/in\"}",
		 port);
	curl_easy_setopt(c, CURLOPT_URL, to);
	curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, "PUT");
	curl_easy_setopt(c, CURLOPT_POSTFIELDS, body);
	if (curl_easy_perform(c) != CURLE_OK)
		die("no admin port");
	curl_easy_cleanup(c);
}

/* ---- the loop ---- */

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void round_of(CURLM *multi, struct MHD_Daemon *in, int most_ms)
{
	struct curl_waitfd fd = { MHD_get_daemon_info(in,
			MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
			CURL_WAIT_POLLIN, 0 };
	MHD_UNSIGNED_LONG_LONG wait;
	int running;

	if (MHD_get_timeout(in, &wait) == MHD_YES && wait < (unsigned)most_ms)
		most_ms = (int)wait;
	curl_multi_poll(multi, &fd, 1, most_ms, NULL);
	curl_multi_perform(multi, &running);
	take_answers(multi);
	MHD_run(in);
}

static double processor_s(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
	struct MHD_Daemon *in;
	uint64_t cases, sent = 0;
	CURLM *multi;
	double began;
	int running;

	if (argc != 7)
		return 2;
	cases = strtoull(argv[4], NULL, 10);
	devices = (unsigned)strtoul(argv[5], NULL, 10);
	queue = calloc(devices, sizeof(*queue));
	counters = calloc(devices, sizeof(*counters));
	attempts = calloc(devices, sizeof(*attempts));
	sent_at = calloc(devices, sizeof(*sent_at));
	for (unsigned i = 0; i < devices; i++)
		queue[queue_n++] = i;
	began = now_s();
	open_database(argv[3]);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	make_posts(argv[1], (unsigned)strtoul(argv[6], NULL, 10));
	in = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0,
			      NULL, NULL, receive, NULL,
			      MHD_OPTION_NOTIFY_COMPLETED, received, NULL,
			      MHD_OPTION_END);
	tell_receiver(argv[2], MHD_get_daemon_info(in,
			MHD_DAEMON_INFO_BIND_PORT)->port);
	while (results < cases) {
		while (idle && queue_n && sent < cases)
			intend((sqlite3_int64)++sent);
		commit();
		send_fresh(multi);
		acknowledge();
		curl_multi_perform(multi, &running);
		round_of(multi, in, 1000);
		round_of(multi, in, 0);
	}
	commit();
	acknowledge();
	MHD_run(in);
	printf("%.2f %.2f %llu\n", now_s() - began, processor_s(),
	       (unsigned long long)commits);
	return 0;
}
