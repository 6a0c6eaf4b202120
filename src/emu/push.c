/* libcurl's multi interface; its poll is the loop's only sleep, so that the
 * ports and the deliveries wake each other. */
#include "emu/push.h"

#include <curl/curl.h>
#include <string.h>

#include "base/bug.h"
#include "base/intern.h"
#include "base/mem.h"
#include "emu/due.h"

enum { PER_USER = 32, CONNECT_MS = 5000, TOTAL_MS = 30000, FDS = 8 };

struct item {
	struct emu_parcel parcel;
	struct item *next;		/* of its lane */
	struct lane *lane;
	char *url, *type;		/* type: the whole header line */
	uint64_t tries;
	int64_t since_ms;		/* of the clock */
	int64_t wait_ms;
};

struct lane {
	struct item *first, *last;
	struct lane *next;		/* of its user's ready ones */
	struct outlet *outlet;
};

struct outlet {				/* a user's share */
	uint64_t user;
	struct lane *first, *last;	/* ready to send */
	unsigned busy;
};

struct emu_push {
	struct emu_push_settings set;
	CURLM *multi;
	VEC(CURL *) handles, spare;
	struct intern lanes;
	VEC(struct lane *) lane;
	VEC(struct outlet *) outlets;
	struct emu_due retries;		/* by real time; of lanes */
	size_t pending, busy;
};

struct emu_push *emu_push_new(const struct emu_push_settings *settings)
{
	struct emu_push *p = mem_array(1, sizeof(*p));

	p->set = *settings;
	p->lanes = (struct intern)INTERN_INIT;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		mem_exhausted(0);
	p->multi = curl_multi_init();
	if (!p->multi)
		mem_exhausted(0);
	curl_multi_setopt(p->multi, CURLMOPT_MAXCONNECTS, 256L);
	return p;
}

static void item_free(struct item *i)
{
	buf_release(&i->parcel.body);
	mem_free(i->url);
	mem_free(i->type);
	mem_free(i);
}

static struct outlet *outlet_of(struct emu_push *p, uint64_t user)
{
	struct outlet *o;

	for (size_t i = 0; i < p->outlets.n; i++)
		if (p->outlets.v[i]->user == user)
			return p->outlets.v[i];
	o = mem_array(1, sizeof(*o));
	o->user = user;
	vec_push(&p->outlets, o);
	return o;
}

static struct lane *lane_of(struct emu_push *p, const struct emu_parcel *a)
{
	const uint64_t key[2] = { a->user, a->lane };
	bool fresh;
	uint32_t at = intern_put(&p->lanes, (struct span){
		(const char *)key, sizeof(key) }, &fresh);
	struct lane *l;

	if (!fresh)
		return p->lane.v[at];
	l = mem_array(1, sizeof(*l));
	l->outlet = outlet_of(p, a->user);
	vec_push(&p->lane, l);
	return l;
}

static void lane_ready(struct lane *l)
{
	struct outlet *o = l->outlet;

	l->next = NULL;
	if (o->first)
		o->last->next = l;
	else
		o->first = l;
	o->last = l;
}

static char *text_of(const char *before, struct span s)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s" SPAN_F, before, SPAN_A(s));
	return b.p;
}

void emu_push_add(struct emu_push *p, struct emu_parcel *parcel)
{
	struct item *i = mem_array(1, sizeof(*i));
	struct lane *l = lane_of(p, parcel);

	i->parcel = *parcel;
	i->parcel.url = i->parcel.type = SPAN_EMPTY;
	parcel->body = (struct buf)BUF_INIT;
	i->url = text_of("", parcel->url);
	i->type = text_of("Content-Type: ", parcel->type);
	i->lane = l;
	i->since_ms = emu_clock_now(p->set.clock);
	i->wait_ms = (int64_t)p->set.first_ms;
	p->pending++;
	if (l->first) {
		l->last->next = i;
		l->last = i;
		return;
	}
	l->first = l->last = i;
	lane_ready(l);
}

void emu_push_redirect(struct emu_push *p, uint64_t user, struct span url)
{
	for (size_t i = 0; i < p->lane.n; i++) {
		if (p->lane.v[i]->outlet->user != user)
			continue;
		for (struct item *t = p->lane.v[i]->first; t; t = t->next) {
			mem_free(t->url);
			t->url = text_of("", url);
		}
	}
}

size_t emu_push_pending(const struct emu_push *p)
{
	return p->pending;
}

/* ---- one try ---- */

static size_t ignore(char *data, size_t size, size_t n, void *owner)
{
	(void)data;
	(void)owner;
	return size * n;
}

static void set_pem(CURL *c, CURLoption what, struct span text)
{
	struct curl_blob blob = { (void *)(uintptr_t)text.p, text.n,
				  CURL_BLOB_NOCOPY };

	if (text.n)
		curl_easy_setopt(c, what, &blob);
}

static CURL *handle(struct emu_push *p)
{
	CURL *c;

	if (p->spare.n)
		return p->spare.v[--p->spare.n];
	c = curl_easy_init();
	if (!c)
		mem_exhausted(0);
	vec_push(&p->handles, c);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, ignore);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)TOTAL_MS);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "sit-emu");
	if (p->set.ca)
		curl_easy_setopt(c, CURLOPT_CAINFO, p->set.ca);
	set_pem(c, CURLOPT_SSLKEY_BLOB, p->set.key);
	set_pem(c, CURLOPT_SSLCERT_BLOB, p->set.cert);
	return c;
}

struct flight {
	struct item *item;
	struct curl_slist *headers;
};

static void start(struct emu_push *p, struct item *i)
{
	struct flight *f = mem_array(1, sizeof(*f));
	CURL *c = handle(p);

	f->item = i;
	f->headers = curl_slist_append(NULL, i->type);
	f->headers = curl_slist_append(f->headers, "Expect:");
	curl_easy_setopt(c, CURLOPT_URL, i->url);
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, f->headers);
	curl_easy_setopt(c, CURLOPT_POST, 1L);
	curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE,
			 (curl_off_t)i->parcel.body.n);
	curl_easy_setopt(c, CURLOPT_POSTFIELDS,
			 i->parcel.body.p ? i->parcel.body.p : "");
	curl_easy_setopt(c, CURLOPT_PRIVATE, f);
	i->tries++;
	i->lane->outlet->busy++;
	p->busy++;
	curl_multi_add_handle(p->multi, c);
}

static void start_ready(struct emu_push *p)
{
	const int64_t now = emu_real_ms();

	while (emu_due_at(&p->retries) <= now)
		lane_ready(emu_due_take(&p->retries));
	for (size_t i = 0; i < p->outlets.n; i++) {
		struct outlet *o = p->outlets.v[i];

		while (o->first && o->busy < PER_USER) {
			struct lane *l = o->first;

			o->first = l->next;
			start(p, l->first);
		}
	}
}

/* ---- what came of it ---- */

static void next_of_lane(struct emu_push *p, struct item *i)
{
	struct lane *l = i->lane;

	l->first = i->next;
	p->pending--;
	item_free(i);
	if (l->first)
		lane_ready(l);
}

static void judge(struct emu_push *p, struct item *i, CURLcode code,
		  long status)
{
	const struct emu_push_try t = {
		.parcel = &i->parcel, .tries = i->tries,
		.status = code == CURLE_OK ? (unsigned)status : 0,
		.error = code == CURLE_OK ? NULL : curl_easy_strerror(code),
	};
	const int64_t age_ms = emu_clock_now(p->set.clock) - i->since_ms;

	if (t.status >= 200 && t.status < 300) {
		p->set.ended(p->set.owner, &t, EMU_PUSH_DELIVERED);
	} else if (t.status >= 400 && t.status < 500) {
		p->set.ended(p->set.owner, &t, EMU_PUSH_REFUSED);
	} else if (age_ms >= (int64_t)p->set.give_up_s * 1000) {
		p->set.ended(p->set.owner, &t, EMU_PUSH_GIVEN_UP);
	} else {
		p->set.failed(p->set.owner, &t, i->wait_ms);
		emu_due_add(&p->retries, emu_real_ms() + i->wait_ms, i->lane);
		i->wait_ms = i->wait_ms * (int64_t)p->set.factor_milli / 1000;
		if (i->wait_ms > (int64_t)p->set.max_ms)
			i->wait_ms = (int64_t)p->set.max_ms;
		if (i->wait_ms < 1)
			i->wait_ms = 1;
		return;
	}
	next_of_lane(p, i);
}

static void land(struct emu_push *p, CURL *c, struct flight *f)
{
	curl_multi_remove_handle(p->multi, c);
	curl_easy_setopt(c, CURLOPT_PRIVATE, NULL);
	curl_slist_free_all(f->headers);
	mem_free(f);
}

static void finish(struct emu_push *p, CURL *c, CURLcode code)
{
	struct flight *f = NULL;
	long status = 0;
	struct item *i;

	curl_easy_getinfo(c, CURLINFO_PRIVATE, (char **)&f);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
	i = f->item;
	land(p, c, f);
	vec_push(&p->spare, c);
	i->lane->outlet->busy--;
	p->busy--;
	judge(p, i, code, status);
}

void emu_push_run(struct emu_push *p)
{
	int running, left;
	CURLMsg *m;

	start_ready(p);
	curl_multi_perform(p->multi, &running);
	while ((m = curl_multi_info_read(p->multi, &left)) != NULL)
		if (m->msg == CURLMSG_DONE)
			finish(p, m->easy_handle, m->data.result);
}

void emu_push_wait(struct emu_push *p, const int *fds, unsigned n,
		   int64_t wait_ms)
{
	struct curl_waitfd wait[FDS];
	const int64_t now = emu_real_ms(), retry = emu_due_at(&p->retries);

	if (n > FDS)
		BUG("more descriptors than there is room for");
	for (unsigned i = 0; i < n; i++)
		wait[i] = (struct curl_waitfd){ fds[i], CURL_WAIT_POLLIN, 0 };
	if (retry != EMU_NEVER && retry - now < wait_ms)
		wait_ms = retry > now ? retry - now : 0;
	for (size_t i = 0; i < p->outlets.n; i++)
		if (p->outlets.v[i]->first && p->outlets.v[i]->busy < PER_USER)
			wait_ms = 0;
	if (wait_ms > 3600000)
		wait_ms = 3600000;
	curl_multi_poll(p->multi, wait, n, (int)wait_ms, NULL);
}

static void free_lanes(struct emu_push *p)
{
	for (size_t i = 0; i < p->lane.n; i++) {
		struct item *item = p->lane.v[i]->first, *next;

		for (; item; item = next) {
			next = item->next;
			p->set.forgotten(p->set.owner, item->parcel.token);
			item_free(item);
		}
		mem_free(p->lane.v[i]);
	}
}

void emu_push_free(struct emu_push *p)
{
	for (size_t i = 0; i < p->handles.n; i++) {
		struct flight *f = NULL;

		curl_easy_getinfo(p->handles.v[i], CURLINFO_PRIVATE,
				  (char **)&f);
		if (f)
			land(p, p->handles.v[i], f);
		curl_easy_cleanup(p->handles.v[i]);
	}
	curl_multi_cleanup(p->multi);
	free_lanes(p);
	for (size_t i = 0; i < p->outlets.n; i++)
		mem_free(p->outlets.v[i]);
	vec_release(&p->handles);
	vec_release(&p->spare);
	vec_release(&p->lane);
	vec_release(&p->outlets);
	intern_release(&p->lanes);
	emu_due_release(&p->retries);
	curl_global_cleanup();
	mem_free(p);
}
