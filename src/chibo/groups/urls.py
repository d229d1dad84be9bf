"""The addresses of meetings by Party groups."""

from django.urls import path

from chibo.groups.views import aftermath, boards, decision, planning, reports, synthesis, texts

app_name = "groups"
urlpatterns = [
    path("", boards.index, name="list"),
    path("start/<slug:application>/", boards.start, name="start"),
    path("<slug:key>/", boards.board, name="board"),
    path("<slug:key>/committee/", boards.committee, name="committee"),
    path("<slug:key>/abandon/", boards.abandon, name="abandon"),
    path("<slug:key>/journal/", boards.journal, name="journal"),
    path("<slug:key>/plan/", planning.plan, name="plan"),
    path("<slug:key>/groups/<int:place>/", planning.group, name="group"),
    path("<slug:key>/groups/<int:place>/missing/", planning.missing, name="missing"),
    path("<slug:key>/text/", texts.text, name="text"),
    path("<slug:key>/reports/<int:place>/", reports.report, name="report"),
    path("<slug:key>/reports/<int:place>.<str:kind>", reports.report_file, name="report_file"),
    path("<slug:key>/synthesis/", synthesis.bench, name="synthesis"),
    path("<slug:key>/synthesis/news/", synthesis.news, name="news"),
    path("<slug:key>/decision/", decision.decision, name="decision"),
    path("<slug:key>/close/", decision.close, name="close"),
    path("<slug:key>/mine/", aftermath.mine, name="mine"),
    path("<slug:key>/mine/wish/", aftermath.wish, name="wish"),
    path("<slug:key>/tasks/", aftermath.tasks, name="tasks"),
    path("<slug:key>/tasks/withdraw/", aftermath.withdraw, name="withdraw_task"),
    path("<slug:key>/tasks/report/", aftermath.report_task, name="report_task"),
    path("<slug:key>/upward/", aftermath.upward, name="upward"),
    path("<slug:key>/upward/answer/", aftermath.answer, name="answer"),
]
