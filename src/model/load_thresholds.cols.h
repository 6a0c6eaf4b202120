/* Anomaly detection thresholds: one row a user and SRV. */
COL(USER, "user", TEXT, "", 0, "who asks")
COL(SRV, "srv", TEXT, "", 0, "service request variant")
COL(PER_HOUR, "per_hour", COUNT, "", 0, "most requests in an hour of the forecast day, smoothed")
COL(THRESHOLD_PER_HOUR, "threshold_per_hour", COUNT, "", 0, "with the margin, rounded up")
COL(PER_DAY, "per_day", COUNT, "", 0, "requests on that day")
COL(THRESHOLD_PER_DAY, "threshold_per_day", COUNT, "", 0, "with the margin, rounded up")
COL(ON_DEMAND_PER_HOUR, "on_demand_per_hour", COUNT, "", 0, "most in an hour if the scheduled groups were sent from midnight on")
COL(TRIPPED_BY, "tripped_by", TEXT, "", 0, "ways to send and groups that would exceed threshold_per_hour: on-demand, jitter, or a group by itself")
