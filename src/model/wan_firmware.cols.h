/* How long one round of firmware takes (wan-load --firmware). */
COL(SERVICE, "service", TEXT, "", 0,
    "the message that carries the image")
COL(BYTES, "bytes", COUNT, "", 0,
    "its size")
COL(METERS, "meters", COUNT, "", 0,
    "meters that get it")
COL(CHANNELS, "channels", COUNT, "", 0,
    "channels that send at a time")
COL(METERS_PER_CHANNEL, "meters_per_channel", COUNT, "", 0,
    "meters of the fullest channel, if they are spread evenly")
COL(CHANNEL_BPS, "channel_bps", COUNT, "", 0,
    "bits a second of one channel")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "part of the channel that firmware may use")
COL(WINDOW, "window", TEXT, "", 0,
    "local times between which it is sent; blank: all day")
COL(WINDOW_S, "window_s", COUNT, "", 0,
    "seconds of that in a day")
COL(VOLUME_BYTES, "volume_bytes", COUNT, "", 0,
    "the whole round: meters x bytes")
COL(AIRTIME_S, "airtime_s", COUNT, "", 0,
    "seconds of sending on the fullest channel, rounded up")
COL(DAYS, "days", TEXT, "", 0,
    "airtime_s / window_s, two decimals, rounded up")
COL(WHOLE_DAYS, "whole_days", COUNT, "", 0,
    "calendar days on which something is sent")
