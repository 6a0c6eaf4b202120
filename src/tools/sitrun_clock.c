/*
 * The time of a campaign: that of the day, or sit-emu's own.
 *
 * The emulator is asked once for what its clock shows, and again each time
 * that it was moved; between, its clock is taken to stand still unless what
 * it sends says a later time. Real time passes beside both.
 */
#include "tools/sitrun_room.h"

#include "base/moment.h"
#include "cli/msg.h"
#include "file/doc.h"
#include "model/codes.h"
#include "net/clock.h"
#include "net/wait.h"

enum { ADMIN_MS = 60000, AGAIN_MS = 20, PATIENCE_MS = 2000 };

static int64_t clock_ms(const struct sitrun_clock *c)
{
	if (c->admin)
		return c->begun_ms;
	return c->begun_ms + net_clock_ms() - c->begun_real_ms;
}

struct run_now sitrun_now(const struct sitrun_run *r)
{
	return (struct run_now){ clock_ms(&r->clock), net_clock_ms() };
}

/* ---- sit-emu ---- */

static bool read_state(struct sitrun_run *r, struct span body)
{
	static const char *const codes[] = TABLE_CODES("SIT");
	struct diag d = DIAG_INIT;
	struct doc *doc = doc_read_text(body, "state", &d, codes);
	const struct doc_value *root = doc_root(doc), *v;
	struct span text;
	uint64_t sending = 0;
	int64_t ms = 0;
	bool ok = root && (v = doc_member(root, "now")) != NULL &&
		  doc_string(doc, v, &text) && moment_parse(text, &ms);

	if (ok && (v = doc_member(root, "sending")) != NULL)
		ok = doc_count(doc, v, &sending);
	if (ok) {
		r->clock.begun_ms = ms > r->clock.begun_ms ? ms :
				    r->clock.begun_ms;
		r->clock.begun_real_ms = net_clock_ms();
		r->clock.sending = sending;
	}
	doc_close(doc);
	diag_release(&d);
	return ok;
}

/* An exchange with the emulator; the loop goes on being served meanwhile. */
static bool ask(struct sitrun_run *r, const char *method, const char *path,
		struct span body)
{
	struct sitrun_flight *f = sitrun_flight(r, FLIGHT_ADMIN);
	struct net_post post = { .type = SPAN("application/json"),
		.connect_ms = ADMIN_MS, .total_ms = ADMIN_MS, .token = f,
		.method = span_of(method) };

	buf_addf(&f->url, "%s/admin/v1/%s", r->admin, path);
	buf_add(&f->bytes, body);
	post.url = buf_span(&f->url);
	post.body = buf_span(&f->bytes);
	r->clock.busy = true;
	net_http_post(r->http, &post);
	while (r->clock.busy)
		net_wait(r->http, r->receiver, -1, ADMIN_MS);
	return !r->clock.failed;
}

void sitrun_clock_answered(struct sitrun_run *r,
			   const struct net_answer *answer)
{
	r->clock.busy = false;
	if (answer->end == NET_ANSWERED && answer->status == 200 &&
	    answer->body.n && !read_state(r, answer->body))
		r->clock.failed = true;
	if (answer->end == NET_ANSWERED && answer->status < 300)
		return;
	r->clock.failed = true;
	msg_error("%s: " SPAN_F, r->admin, SPAN_A(answer->error.n ?
		  answer->error : answer->body.n ?
		  span_trim(answer->body) : SPAN("is no admin interface of "
						 "sit-emu")));
}

static bool ask_state(struct sitrun_run *r)
{
	return ask(r, "GET", "state", SPAN_EMPTY);
}

/* Everything that the emulator has to say at this moment has come; what it
 * cannot get rid of elsewhere is not waited for. */
static bool settle(struct sitrun_run *r)
{
	int64_t since_ms = net_clock_ms();
	uint64_t before = 0;

	do {
		if (!ask_state(r) || !sitrun_commit(r))
			return false;
		if (r->clock.sending != before)
			since_ms = net_clock_ms();
		before = r->clock.sending;
		if (before)
			net_wait(r->http, r->receiver, -1, AGAIN_MS);
	} while (before && net_clock_ms() - since_ms < PATIENCE_MS);
	return true;
}

static void advance(struct sitrun_run *r, int64_t to_ms)
{
	const uint64_t ms = (uint64_t)(to_ms - r->clock.begun_ms);

	buf_clear(&r->text);
	buf_addf(&r->text, "{\"advance_s\": %llu.%03u}",
		 (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));
	ask(r, "POST", "clock", buf_span(&r->text));
}

void sitrun_clock_move(struct sitrun_run *r, int64_t to_ms)
{
	struct sitrun_clock *c = &r->clock;

	if (settle(r) && to_ms > c->begun_ms && !r->moved) {
		c->until_ms = to_ms;
		advance(r, to_ms);
		c->until_ms = 0;
		if (!c->failed)
			settle(r);
		if (!c->failed && to_ms > c->begun_ms)
			c->begun_ms = to_ms;
	}
}

/* What is stamped later than our time has seen the clock move on. */
void sitrun_clock_seen(struct sitrun_run *r, int64_t stamp_ms)
{
	struct sitrun_clock *c = &r->clock;
	const int64_t most = c->until_ms ? c->until_ms :
			     c->begun_ms + MOMENT_DAY;

	if (c->admin && stamp_ms > c->begun_ms && stamp_ms <= most)
		c->begun_ms = stamp_ms;
}

/* ---- the users' receivers ---- */

static void receiver_url(const struct sitrun_run *r, struct buf *url)
{
	const struct campaign *c = &r->s->campaign;
	struct span host = c->receiver.listen, base = c->receiver.public_url;

	if (base.n) {
		while (base.n && base.p[base.n - 1] == '/')
			base.n--;
		buf_add(url, base);
	} else {
		for (size_t i = host.n; i-- > 0 && host.p[i] != ']';) {
			if (host.p[i] == ':') {
				host.n = i;
				break;
			}
		}
		buf_addf(url, "%s://" SPAN_F ":%u",
			 c->receiver.tls.cert.n ? "https" : "http",
			 SPAN_A(host), net_receiver_port(r->receiver));
	}
	buf_add(url, c->receiver.path);
}

static bool put_receivers(struct sitrun_run *r)
{
	struct buf url = BUF_INIT, path = BUF_INIT, body = BUF_INIT;
	char eui[DUIS_EUI_TEXT];
	bool ok = true;

	receiver_url(r, &url);
	buf_addf(&body, "{\"url\": \"" SPAN_F "\"}", SPAN_A(buf_span(&url)));
	for (size_t i = 0; i < r->counters.n && ok; i++) {
		buf_clear(&path);
		buf_addf(&path, "users/%s/receiver",
			 duis_eui_text(r->counters.v[i].user, eui));
		ok = ask(r, "PUT", path.p, buf_span(&body));
	}
	buf_release(&url);
	buf_release(&path);
	buf_release(&body);
	return ok;
}

void sitrun_clock_stand(struct sitrun_run *r)
{
	r->clock.begun_real_ms = net_clock_ms();
	r->clock.begun_ms = net_clock_today_ms();
}

bool sitrun_clock_begin(struct sitrun_run *r)
{
	r->clock.admin = r->s->campaign.clock == CAMPAIGN_CLOCK_ADMIN;
	r->clock.begun_real_ms = net_clock_ms();
	r->clock.begun_ms = r->clock.admin ? 0 : net_clock_today_ms();
	if (r->clock.admin && !ask_state(r))
		return false;
	return !r->admin || put_receivers(r);
}
