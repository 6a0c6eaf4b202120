/*
 * emu - a client without a journal, for measuring sit-emu
 *
 *	emu PORT ADMIN_PORT PID RATE SECONDS DEVICES [FIRST]
 *
 * Posts RATE requests a second to the devices of the world that emu.sh
 * makes, one after the other, for SECONDS, and receives their results, and
 * others that come meanwhile. Counters of requests begin behind FIRST.
 * Prints how long acknowledgements took, how many results came, and the
 * memory of PID when a fifth of the requests were sent, two fifths, and so on.
 */
#include <curl/curl.h>
#include <microhttpd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define USER	"90-B3-D5-1F-30-01-00-00"
#define SR	"http://www.dccinterface.co.uk/ServiceUserGateway"

enum { SPARE = 256, BODY = 1024, PARTS = 5 };

struct post {
	CURL *curl;
	char body[BODY];
	struct post *next;
};

static struct post posts[SPARE], *idle;
static double *ack_ms;
static size_t acks, bad, results, busy, missed;

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t ignore(char *p, size_t size, size_t n, void *to)
{
	/* the code of a good acknowledgement */
	if (memmem(p, size * n, ">I99<", 5))
		*(int *)to = 1;
	return size * n;
}

static enum MHD_Result receive(void *owner, struct MHD_Connection *c,
			       const char *url, const char *method,
			       const char *version, const char *data,
			       size_t *n, void **context)
{
	static int seen;
	struct MHD_Response *r;
	enum MHD_Result result;

	(void)owner, (void)url, (void)method, (void)version, (void)data;
	if (!*context) {
		*context = &seen;
		return MHD_YES;
	}
	if (*n) {
		*n = 0;
		return MHD_YES;
	}
	results++;
	r = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
	result = MHD_queue_response(c, 204, r);
	MHD_destroy_response(r);
	return result;
}

static long memory_kb(const char *pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%s/status", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "VmRSS: %ld", &kb) == 1)
			break;
	if (f)
		fclose(f);
	return kb;
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
		exit(4);
	curl_easy_cleanup(c);
}

static void start(CURLM *multi, unsigned device, uint64_t counter)
{
	struct post *p = idle;

	if (!p) {
		missed++;
		return;
	}
	idle = p->next;
	snprintf(p->body, BODY, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
		"<sr:Request xmlns:sr=\"" SR "\" schemaVersion=\"5.1\">"
		"<sr:Header><sr:RequestID>" USER ":00-DB-12-34-56-%02X-%02X-"
		"A0:%llu</sr:RequestID><sr:CommandVariant>1"
		"</sr:CommandVariant><sr:ServiceReference>4.3"
		"</sr:ServiceReference><sr:ServiceReferenceVariant>4.3"
		"</sr:ServiceReferenceVariant></sr:Header><sr:Body>"
		"<sr:ReadInstantaneousPrepayValues/></sr:Body></sr:Request>",
		device >> 8, device & 255, (unsigned long long)counter);
	curl_easy_setopt(p->curl, CURLOPT_POSTFIELDS, p->body);
	busy++;
	curl_multi_add_handle(multi, p->curl);
}

static void finish(CURLM *multi)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(multi, &left)) != NULL) {
		struct post *p;
		double s = 0;
		int *good;

		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &p);
		curl_easy_getinfo(m->easy_handle, CURLINFO_TOTAL_TIME, &s);
		good = (int *)(void *)(p->body + BODY - sizeof(int));
		bad += m->data.result != CURLE_OK || !*good;
		*good = 0;
		ack_ms[acks++] = s * 1000;
		curl_multi_remove_handle(multi, p->curl);
		p->next = idle;
		idle = p;
		busy--;
	}
}

static int by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void prepare(const char *port)
{
	static struct curl_slist *headers;
	char url[128];

	headers = curl_slist_append(NULL, "Content-Type: application/xml");
	snprintf(url, sizeof(url), "http://127.0.0.1:%s/api/v1/serviceS",
		 port);
	for (unsigned i = 0; i < SPARE; i++) {
		CURL *c = curl_easy_init();

		posts[i].curl = c;
		posts[i].next = idle;
		idle = &posts[i];
		curl_easy_setopt(c, CURLOPT_URL, url);
		curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
		curl_easy_setopt(c, CURLOPT_PRIVATE, &posts[i]);
		curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, ignore);
		curl_easy_setopt(c, CURLOPT_WRITEDATA,
				 posts[i].body + BODY - sizeof(int));
	}
}

int main(int argc, char **argv)
{
	struct MHD_Daemon *in;
	struct curl_waitfd fd;
	CURLM *multi;
	uint64_t rate, total, sent = 0;
	unsigned devices;
	double begin, end = 0;
	long memory[PARTS] = { 0 };
	unsigned part = 0;
	uint64_t first;
	int running;

	if (argc != 7 && argc != 8)
		return 2;
	first = argc == 8 ? strtoull(argv[7], NULL, 10) : 0;
	rate = strtoull(argv[4], NULL, 10);
	total = rate * strtoull(argv[5], NULL, 10);
	devices = (unsigned)strtoul(argv[6], NULL, 10);
	ack_ms = calloc(total, sizeof(*ack_ms));
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	prepare(argv[1]);
	in = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, receive, NULL,
			      MHD_OPTION_END);
	tell_receiver(argv[2], MHD_get_daemon_info(in,
			MHD_DAEMON_INFO_BIND_PORT)->port);
	fd = (struct curl_waitfd){ MHD_get_daemon_info(in,
			MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
			CURL_WAIT_POLLIN, 0 };
	begin = now_s();
	while (acks + missed < total ||
	       (results < acks - bad && now_s() < end + 5)) {
		const uint64_t due = (uint64_t)((now_s() - begin) *
						(double)rate);

		for (; sent < due && sent < total; sent++)
			start(multi, (unsigned)(sent % devices),
			      first + sent / devices + 1);
		if (part < PARTS && sent >= total * (part + 1) / PARTS)
			memory[part++] = memory_kb(argv[3]);
		curl_multi_perform(multi, &running);
		finish(multi);
		MHD_run(in);
		if (acks + missed < total)
			end = now_s();
		curl_multi_poll(multi, &fd, 1, 2, NULL);
	}
	qsort(ack_ms, acks, sizeof(*ack_ms), by_value);
	printf("%llu requests in %.1f s, %zu results, %zu refused, %zu not "
	       "sent in time\n", (unsigned long long)sent, end - begin,
	       results, bad, missed);
	printf("acknowledged in ms: median %.2f, p99 %.2f, worst %.2f\n",
	       ack_ms[acks / 2], ack_ms[acks * 99 / 100], ack_ms[acks - 1]);
	printf("memory in kB:");
	for (part = 0; part < PARTS; part++)
		printf(" %ld", memory[part]);
	printf(", at the end %ld\n", memory_kb(argv[3]));
	return results == acks && !bad && !missed ? 0 : 1;
}
