package library.schedule_test

import data.library.schedule

test_hours_between[text] if {
	some text, want in {
		"rate(1 day)": 24,
		"rate(12 hours)": 12,
		"rate(30 minutes)": 0.5,
		"rate(0 days)": "unknown",
		"rate(1 week)": "unknown",
		"cron(0 5 ? * * *)": 24,
		"cron(0 5 * * ? *)": 24,
		"cron(0 05 * * ? *)": 24,
		"cron(0  5 * * ? *)": 24,
		"cron(0 5 */1 * ? *)": 24,
		"cron(0 5 ? * MON-SUN *)": 24,
		"cron(0 0,12 * * ? *)": 12,
		"cron(0 8,9 * * ? *)": 23,
		"cron(0 20,4 * * ? *)": 16,
		"cron(0 */6 * * ? *)": 6,
		"cron(0 0/8 * * ? *)": 8,
		"cron(15 * * * ? *)": 1,
		"cron(0 5 ? * SUN *)": 168,
		"cron(0 5 ? * 1 *)": 168,
		"cron(0 5 1 * ? *)": 744,
		"cron(0 5 ? * MON-FRI *)": "unknown",
		"cron(0 5 L * ? *)": "unknown",
		"cron(0 5 1 1 ? *)": "unknown",
		"cron(0 5 * * ? 2030)": "unknown",
		"cron(0 25 * * ? *)": "unknown",
		"cron(0 1-5 * * ? *)": "unknown",
		"cron(99 5 * * ? *)": "unknown",
		"cron(0 * ? * SUN *)": "unknown",
		"cron(0 5 * *)": "unknown",
		"at(2030-01-01T00:00:00)": "unknown",
		"": "unknown",
	}
	schedule.hours_between(text) == want
}
