"""How forms look: every `{{ form }}` comes out in our fields, labels and errors."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders forms and fields with the templates of the page frame."""

    form_template_name = "web/fields.html"
    field_template_name = "web/field.html"
