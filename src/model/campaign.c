#include "model/campaign.h"

#include "base/num.h"

void campaign_init(struct campaign *c)
{
	*c = (struct campaign){
		.arena = ARENA_INIT,
		.cycle = SPAN("1"),
		.receiver = { .listen = SPAN("127.0.0.1:0"),
			      .path = SPAN("/") },
		.limits = { .tps_milli = 10000, .connections = 4,
			    .connect_ms = 5000, .total_ms = 30000,
			    .drain_ms = 30000 },
		.mp192 = { .code = SPAN("E050113"),
			   .child_43 = SPAN("DSPReadInstantaneousPrepayValues"),
			   .child_443 = SPAN("DSPRetrieveBillingCalendar"
					     "TriggeredBillingDataLog") },
		.seed = 1,
	};
}

void campaign_release(struct campaign *c)
{
	for (size_t i = 0; i < c->interfaces.n; i++)
		vec_release(&c->interfaces.v[i].headers);
	vec_release(&c->interfaces);
	vec_release(&c->users);
	vec_release(&c->retries);
	arena_release(&c->arena);
}

const struct campaign_interface *
campaign_interface(const struct campaign *c, unsigned smets)
{
	const unsigned own = smets == 1 ? CAMPAIGN_SMETS1 : CAMPAIGN_SMETS2;
	const struct campaign_interface *all = NULL;

	for (size_t i = 0; i < c->interfaces.n; i++) {
		const struct campaign_interface *v = &c->interfaces.v[i];

		if (smets && v->applies_to == own)
			return v;
		if (v->applies_to == CAMPAIGN_ALL && !all)
			all = v;
	}
	return all || smets || !c->interfaces.n ? all : &c->interfaces.v[0];
}

const struct campaign_user *campaign_user(const struct campaign *c,
					  uint64_t eui)
{
	for (size_t i = 0; i < c->users.n; i++) {
		if (c->users.v[i].eui == eui)
			return &c->users.v[i];
	}
	return NULL;
}

/* "host" of http://host:port/path; brackets of an address taken off. A name
 * before an "@" is no host: what stands behind it is. */
static bool url_host(struct span url, struct span *host)
{
	const struct span http = SPAN("http://"), https = SPAN("https://");
	size_t end = 0;

	if (span_starts(url, http))
		url = span_from(url, http.n);
	else if (span_starts(url, https))
		url = span_from(url, https.n);
	else
		return false;
	while (end < url.n && url.p[end] != '/' && url.p[end] != '?' &&
	       url.p[end] != '#')
		end++;
	url.n = end;
	for (size_t i = url.n; i-- > 0;) {
		if (url.p[i] == '@') {
			url = span_from(url, i + 1);
			break;
		}
	}
	end = 0;
	if (url.n && url.p[0] == '[') {
		while (end < url.n && url.p[end] != ']')
			end++;
		if (end == url.n)
			return false;
		*host = span_make(url.p + 1, end - 1);
	} else {
		while (end < url.n && url.p[end] != ':')
			end++;
		*host = span_make(url.p, end);
	}
	return host->n > 0;
}

bool campaign_url_ok(struct span url)
{
	struct span host;

	for (size_t i = 0; i < url.n; i++) {
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == '?' ||
		    url.p[i] == '#')
			return false;
	}
	return url_host(url, &host);
}

/* Four numbers, the first of them 127. */
static bool is_127(struct span host)
{
	struct span part;
	unsigned parts = 0;
	uint64_t n;

	while (span_cut(&host, '.', &part)) {
		if (!num_parse(part, &n) || n > 255 ||
		    (parts == 0 && n != 127))
			return false;
		parts++;
	}
	return parts == 4;
}

bool campaign_url_loopback(struct span url)
{
	struct span host;

	return url_host(url, &host) &&
	       (span_eq_nocase(host, SPAN("localhost")) ||
		span_eq(host, SPAN("::1")) || is_127(host));
}
