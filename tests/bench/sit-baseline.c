/*
 * sit-baseline - what a campaign costs at the least
 *
 *	sit-baseline PORT ADMIN_PORT DATABASE CASES DEVICES CONNECTIONS
 *
 * The exchange of sit-run with sit-emu, and its commits, and nothing else:
 * requests from a pattern, one under way for each device, so many at a time;
 * what is about to be sent is committed before it is, what came is committed
 * before it is acknowledged, a round of the loop in one commit. Nothing is
 * planned, parsed, signed, verified, compressed, judged or shown. Prints the
 * seconds of the wall and of the processor, and how many commits there were.
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

enum { BODY = 1024, ANSWER = 8192, MESSAGE = 65536, HELD = 256, POSTS = 64 };

struct post {
	CURL *curl;
	unsigned device;
	sqlite3_int64 number;
	size_t n, n_answer;
	char body[BODY], answer[ANSWER];
	struct post *next;
};

struct message {
	struct MHD_Connection *connection;
	size_t n;
	int taken, answered;
	char body[MESSAGE];
};

static struct post posts[POSTS], *idle, *fresh;
static struct message *held[HELD];
static unsigned n_held, *queue, queue_first, queue_n, devices;
static uint64_t commits, results, *counters;
static sqlite3 *db;
static sqlite3_stmt *begin_st, *commit_st, *ask_st, *answer_st, *message_st;
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
			 "CREATE TABLE request(number INTEGER PRIMARY KEY, "
			 "body BLOB, answer BLOB);"
			 "CREATE TABLE message(number INTEGER PRIMARY KEY, "
			 "body BLOB);", NULL, NULL, NULL) != SQLITE_OK)
		die(path);
	begin_st = prepare("BEGIN IMMEDIATE");
	commit_st = prepare("COMMIT");
	ask_st = prepare("INSERT INTO request(number, body) VALUES(?, ?)");
	answer_st = prepare("UPDATE request SET answer = ? WHERE number = ?");
	message_st = prepare("INSERT INTO message(body) VALUES(?)");
}

/* ---- sending ---- */

static size_t keep(char *p, size_t size, size_t n, void *owner)
{
	struct post *post = owner;

	n *= size;
	if (post->n_answer + n > ANSWER)
		return 0;
	memcpy(post->answer + post->n_answer, p, n);
	post->n_answer += n;
	return n;
}

static void make_posts(const char *port, unsigned connections)
{
	static struct curl_slist *headers;
	char url[128];

	headers = curl_slist_append(headers, "Content-Type: application/xml");
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
	p->n_answer = 0;
	p->n = (size_t)snprintf(p->body, BODY,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
		"<sr:Request xmlns:sr=\"" SR "\" schemaVersion=\"5.1\">"
		"<sr:Header><sr:RequestID>" USER ":00-DB-12-34-56-%02X-%02X-"
		"A0:%llu</sr:RequestID><sr:CommandVariant>1"
		"</sr:CommandVariant><sr:ServiceReference>4.3"
		"</sr:ServiceReference><sr:ServiceReferenceVariant>4.3"
		"</sr:ServiceReferenceVariant></sr:Header><sr:Body>"
		"<sr:ReadInstantaneousPrepayValues/></sr:Body></sr:Request>",
		p->device >> 8, p->device & 255,
		(unsigned long long)++counters[p->device]);
	sqlite3_bind_int64(ask_st, 1, p->number);
	sqlite3_bind_blob(ask_st, 2, p->body, (int)p->n, SQLITE_STATIC);
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
		sqlite3_bind_blob(answer_st, 1, p->answer, (int)p->n_answer,
				  SQLITE_STATIC);
		sqlite3_bind_int64(answer_st, 2, p->number);
		change(answer_st);
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

static void take_message(struct message *m)
{
	const char *at;
	unsigned high, low;

	m->body[m->n] = '\0';
	at = strstr(m->body, "00-DB-12-34-56-");
	if (!at || sscanf(at + 15, "%2X-%2X", &high, &low) != 2 ||
	    high * 256 + low >= devices || n_held == HELD)
		die("a message of nobody");
	sqlite3_bind_blob(message_st, 1, m->body, (int)m->n, SQLITE_STATIC);
	change(message_st);
	queue[(queue_first + queue_n++) % devices] = high * 256 + low;
	held[n_held++] = m;
	results++;
}

static enum MHD_Result receive(void *owner, struct MHD_Connection *c,
			       const char *url, const char *method,
			       const char *version, const char *data,
			       size_t *n, void **context)
{
	struct message *m = *context;

	(void)owner, (void)url, (void)method, (void)version;
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
	take_message(m);
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
	char url[128], body[128];
	CURL *c = curl_easy_init();

	snprintf(url, sizeof(url), "http://127.0.0.1:%s/admin/v1/users/"
		 USER "/receiver", admin);
	snprintf(body, sizeof(body), "{\"url\": \"http://127.0.0.1:%u/in\"}",
		 port);
	curl_easy_setopt(c, CURLOPT_URL, url);
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
	struct curl_waitfd fd;
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
	fd = (struct curl_waitfd){ MHD_get_daemon_info(in,
			MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
			CURL_WAIT_POLLIN, 0 };
	while (results < cases) {
		MHD_UNSIGNED_LONG_LONG wait = 1000;

		while (idle && queue_n && sent < cases)
			intend((sqlite3_int64)++sent);
		commit();
		send_fresh(multi);
		acknowledge();
		curl_multi_perform(multi, &running);
		if (MHD_get_timeout(in, &wait) != MHD_YES || wait > 1000)
			wait = 1000;
		curl_multi_poll(multi, &fd, 1, (int)wait, NULL);
		curl_multi_perform(multi, &running);
		take_answers(multi);
		MHD_run(in);
	}
	commit();
	acknowledge();
	MHD_run(in);
	printf("%.2f %.2f %llu\n", now_s() - began, processor_s(),
	       (unsigned long long)commits);
	return 0;
}
