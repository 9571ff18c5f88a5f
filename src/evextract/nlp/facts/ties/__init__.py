"""Ties between things: platform, base model, maker, developer, plant, market, partner, takeover."""
